import type { Author } from "../forum/author.ts";
import type { FoundAuthor } from "../forum/comment-search.ts";
import type { Source } from "../sources/source.ts";
import type { FindingContext } from "./context.ts";

type KnownAuthor = FoundAuthor["author"];
type Context = Pick<FindingContext, "archive">;

const mostNamesakes = 10;

/** Finds in the archive who is called so or nearly so, the likeliest first. */
export async function authorsLike({ archive }: Context, name: string): Promise<readonly KnownAuthor[]> {
  return (await archive.search.findAuthors(name, mostNamesakes)).map(({ author }) => author);
}

/** Finds in the archive whose page on a site has this slug. */
export async function authorWithSlug(
  context: Context,
  source: Source,
  slug: string,
): Promise<KnownAuthor | undefined> {
  const known = await authorsLike(context, slug);
  return known.find((author) => author.slug === slug && isOf(source, author));
}

export function isOf({ site }: Source, { reference }: KnownAuthor): boolean {
  return reference.startsWith(`${site.database}:`);
}

/** Compares a name as typed with an author's name and slug. */
export function isCalled({ name, slug }: Pick<Author, "name" | "slug">, typed: string): boolean {
  return isSameName(name, typed) || isSameName(slug, typed);
}

export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Makes of a name the slug that a site usually makes of it. */
export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, "-");
}

/**
 * Asks a site who has a slug, or had it before.
 * @throws {SourceError} when the site cannot be read
 */
export async function readUser(source: Source, slug: string): Promise<Author | undefined> {
  const found = await source.find({ kind: "user", slug }, { priority: "member" });
  return found?.kind === "user" ? found.user : undefined;
}
