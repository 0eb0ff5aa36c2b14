import { authorsLike, isCalled, knownAuthor, readUser } from "../../finding/authors.ts";
import { sourceOf, sourceOfEachDatabase } from "../../finding/each-database.ts";
import type { FoundUser } from "../../finding/find-user.ts";
import { linkAt, linksOfId } from "../../finding/link-at.ts";
import { unwrapped } from "../../finding/read-address.ts";
import { type Author, authorOfName } from "../../forum/author.ts";
import { isReferenceTo, parseReference, type Reference } from "../../forum/reference.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { UserLink } from "../../sources/link.ts";
import type { Source } from "../../sources/source.ts";
import { readableLine } from "../../text/readable-line.ts";
import { typedWords } from "../../text/typed-words.ts";

/** An author under their present name on the site. */
export interface NamedAuthor extends FoundUser, Pick<Author, "identity" | "name" | "path"> {}

export interface UngatedSources {
  /** The sites without the gate for authors who opted out. Only for handling the opt-outs themselves. */
  readonly ungatedSources: ReadonlyMap<string, Source>;
}

type Context = Pick<MirrorContext, "archive" | "store"> & UngatedSources;

const typedLength = 80;
const options = { priority: "member" } as const;

/**
 * Finds an author, even one who opted out, by reference (from a menu choice), address of their page, id, handle or name. Asks the
 * site and keeps nothing of its answer.
 * @throws {UserError} if no author has that name
 * @throws {SourceError} if the site cannot be read
 */
export async function findNamedAuthor(context: Context, typed: string): Promise<NamedAuthor> {
  const text = unwrapped(typed);
  const { ungatedSources: sources } = context;
  if (parseReference(text) !== undefined && isReferenceTo(text as Reference, "user"))
    return await byReference(context, text as Reference<"user">);
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url !== null) return await byAddress(sources, url);
  const name = text.replace(/^@/, "");
  const found =
    (await byName(context, name)) ?? (await byId(context, text)) ?? (await optedOutName(context, name));
  if (found !== undefined) return found;
  throw new UserError((say) => say.lookup.unknownAuthor(typedWords(text, typedLength)));
}

async function byReference(context: Context, user: Reference<"user">): Promise<NamedAuthor> {
  const source = sourceOf({ sources: context.ungatedSources }, user);
  if (source === undefined) throw new UserError((say) => say.profile.notAUser);
  const known = await knownAuthor(context, user);
  if (known?.identity === "name") return namedAuthor(source, known);
  const author = source.readProfile === undefined ? known : (await source.readProfile(user, options))?.author;
  if (author === undefined) throw new UserError((say) => say.privacy.noPage(source.site.title));
  return namedAuthor(source, author);
}

function namedAuthor(source: Source, { reference, identity, name, handle, path }: Author): NamedAuthor {
  return { source, user: reference, identity, name: readableLine(name) || handle, path };
}

async function byAddress(sources: ReadonlyMap<string, Source>, url: URL): Promise<NamedAuthor> {
  const { source, link } = linkAt(sources, url) ?? {};
  if (source === undefined || link?.kind !== "user") throw new UserError((say) => say.profile.notAUser);
  const found = await behindLink(source, link);
  if (found === undefined) throw new UserError((say) => say.follow.notFound(source.site.title));
  return found;
}

/** Finds an author by name in the archive or, failing that, by handle on the sites. */
async function byName(context: Context, name: string): Promise<NamedAuthor | undefined> {
  const known = (await authorsLike(context, name)).find((author) => isCalled(author, name));
  if (known !== undefined) return await byReference(context, known.reference);
  for (const source of sourceOfEachDatabase(context.ungatedSources)) {
    const found = await behindLink(source, source.parseName(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function behindLink(source: Source, link: UserLink | undefined): Promise<NamedAuthor | undefined> {
  const found = await readUser(source, link);
  if (found === undefined) return undefined;
  return namedAuthor(source, found);
}

async function byId(context: Context, id: string): Promise<NamedAuthor | undefined> {
  for (const { source, link } of linksOfId(context.ungatedSources, id, ["user"])) {
    const user = link.reference;
    if (user === undefined || (await source.readProfile?.(user, options)) === undefined) continue;
    return await byReference(context, user);
  }
  return undefined;
}

/** Finds an author who has only a name and opted out: the archive no longer has that name. */
async function optedOutName(
  { store, ungatedSources }: Context,
  name: string,
): Promise<NamedAuthor | undefined> {
  for (const source of sourceOfEachDatabase(ungatedSources)) {
    const author = authorOfName(source.site.database, name);
    if (author === undefined || (await store.optOuts.of(author.reference)) === undefined) continue;
    return namedAuthor(source, author);
  }
  return undefined;
}
