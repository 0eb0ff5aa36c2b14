import { isReferenceTo, parseReference, type Reference } from "../forum/reference.ts";
import { UserError } from "../language/user-error.ts";
import type { UserLink } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { SourceError } from "../sources/source-error.ts";
import { foldName } from "../text/folding/read-words.ts";
import { isVisible } from "../text/readable-line.ts";
import { typedWords } from "../text/typed-words.ts";
import { authorsLike, authorWithHandle, isCalled, isNearlyCalled, readUser } from "./authors.ts";
import type { FindingContext } from "./context.ts";
import { sourceOf, sourceOfEachDatabase } from "./each-database.ts";
import { linkAt } from "./link-at.ts";
import { unwrapped } from "./read-address.ts";

/** An author, with the site whose page of them is meant. */
export interface FoundUser {
  readonly source: Source;
  readonly user: Reference<"user">;
}

type Context = Pick<FindingContext, "sources" | "archive">;

const typedLength = 80;

/**
 * Finds an author by reference (from a menu choice), address of their page, current or former handle, or name, even with small
 * typing errors.
 * @throws {UserError} if no author has that name
 * @throws {SourceError} if only the site could know and it cannot be read
 */
export async function findUser(context: Context, typed: string): Promise<FoundUser> {
  const text = unwrapped(typed);
  const named = namedUser(context, text);
  if (named !== undefined) return named;
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url !== null) return await userAt(context, url);
  const name = text.replace(/^@/, "");
  // Without letters, the archive would return the most prolific authors.
  const known = foldName(name) === "" ? [] : await authorsLike(context, name);
  const exact = known.find((author) => isCalled(author, name));
  const found =
    inSource(context, exact?.reference) ??
    (isVisible(name) ? await byName(context, name) : undefined) ??
    inSource(context, known.find((author) => isNearlyCalled(author, name))?.reference);
  if (found === undefined)
    throw new UserError((say) => say.lookup.unknownAuthor(typedWords(text, typedLength)));
  return found;
}

function namedUser(context: Context, text: string): FoundUser | undefined {
  if (parseReference(text) === undefined || !isReferenceTo(text as Reference, "user")) return undefined;
  return inSource(context, text as Reference<"user">);
}

function inSource(context: Context, user: Reference<"user"> | undefined): FoundUser | undefined {
  const source = user === undefined ? undefined : sourceOf(context, user);
  return user === undefined || source === undefined ? undefined : { source, user };
}

async function userAt(context: Context, url: URL): Promise<FoundUser> {
  const { source, link } = linkAt(context.sources, url) ?? {};
  if (source === undefined || link?.kind !== "user") throw new UserError((say) => say.profile.notAUser);
  const user = await userBehind(context, source, link);
  if (user === undefined) throw new UserError((say) => say.follow.notFound(source.site.title));
  return { source, user };
}

/** Sites that share a database share their users. */
async function byName(context: Context, name: string): Promise<FoundUser | undefined> {
  for (const source of sourceOfEachDatabase(context.sources)) {
    const link = source.parseName(name);
    const user = link && (await userBehind(context, source, link));
    if (user !== undefined) return { source, user };
  }
  return undefined;
}

/** Asks the site who has the handle now or had it before. If the site cannot be read, the archive answers. */
async function userBehind(
  context: Context,
  source: Source,
  link: UserLink,
): Promise<Reference<"user"> | undefined> {
  try {
    const user = await readUser(source, link);
    if (user !== undefined) await context.archive.users.put([user]);
    return user?.reference;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const known = await authorWithHandle(context, source, link.handle);
    if (known === undefined) throw error;
    return known.reference;
  }
}
