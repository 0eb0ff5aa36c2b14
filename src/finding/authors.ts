import type { Author, AuthorNames } from "../forum/author.ts";
import type { Reference } from "../forum/reference.ts";
import type { UserLink } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { foldName } from "../text/folding/read-words.ts";
import type { FindingContext } from "./context.ts";

type Context = Pick<FindingContext, "archive">;

const mostNamesakes = 10;

/** Finds archived authors with this name or a similar one, most likely first. */
export async function authorsLike({ archive }: Context, name: string): Promise<readonly AuthorNames[]> {
  return (await archive.search.findAuthors(name, mostNamesakes)).map(({ author }) => author);
}

/** Finds an author in the archive: from their page or, without one, from their newest comment. */
export async function knownAuthor(
  { archive }: Context,
  reference: Reference<"user">,
): Promise<Author | undefined> {
  const kept = await archive.users.get(reference);
  if (kept !== undefined) return kept;
  const { references } = await archive.search.search({ author: reference, sort: "newest", limit: 1 });
  const [comment] = (await archive.comments.getMany(references)).values();
  return comment?.author;
}

/** Finds the author with this handle on a site in the archive. */
export async function authorWithHandle(
  context: Context,
  source: Source,
  handle: string,
): Promise<AuthorNames | undefined> {
  const known = await authorsLike(context, handle);
  return known.find((author) => author.handle === handle && isOf(source, author));
}

export function isOf({ site }: Source, { reference }: AuthorNames): boolean {
  return reference.startsWith(`${site.database}:`);
}

/** Returns whether a typed name is an author's name or handle. */
export function isCalled({ name, handle }: AuthorNames, typed: string): boolean {
  return isSameName(name, typed) || isSameName(handle, typed);
}

/**
 * Returns whether a typed name is part of an author's name, or about as long. A shorter name that only resembles a part means someone
 * else.
 */
export function isNearlyCalled({ name, handle }: AuthorNames, typed: string): boolean {
  const wanted = foldName(typed);
  const tolerated = Math.floor((wanted.length + 1) / 4);
  return [name, handle]
    .map(foldName)
    .some((known) => known.includes(wanted) || Math.abs(known.length - wanted.length) <= tolerated);
}

export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * Asks a site which user a link means; `undefined` without a link.
 * @throws {SourceError} if the site cannot be read
 */
export async function readUser(source: Source, link: UserLink | undefined): Promise<Author | undefined> {
  const found = link && (await source.find(link, { priority: "member" }));
  return found?.kind === "user" ? found.user : undefined;
}
