import { authorsLike, isCalled, readUser } from "../../finding/authors.ts";
import { sourceOf, sourceOfEachDatabase } from "../../finding/each-database.ts";
import type { FoundUser } from "../../finding/find-user.ts";
import { linkAt, linksOfId } from "../../finding/link-at.ts";
import { unwrapped } from "../../finding/read-address.ts";
import type { Author } from "../../forum/author.ts";
import { isReferenceTo, parseReference, type Reference } from "../../forum/reference.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { able } from "../../sources/able.ts";
import type { UserLink } from "../../sources/link.ts";
import type { Source } from "../../sources/source.ts";
import { readableLine } from "../../text/readable-line.ts";
import { typedWords } from "../../text/typed-words.ts";

/** An author as the site calls them now. */
export interface NamedAuthor extends FoundUser {
  readonly name: string;
  /** Path of their page, from the site's origin. */
  readonly path: string;
}

export interface UngatedSources {
  /** The sites as they are, without the gate for authors who opted out: for what concerns the opt-outs themselves. */
  readonly ungatedSources: ReadonlyMap<string, Source>;
}

type Context = Pick<MirrorContext, "archive"> & UngatedSources;

const typedLength = 80;
const options = { priority: "member" } as const;

/**
 * An author by reference (a choice), address of their page, id, handle or name, opted out or not. The site is asked, and nothing it says is kept.
 * @throws {UserError} when nobody is called so
 * @throws {SourceError} when the site cannot be read
 */
export async function findNamedAuthor(context: Context, typed: string): Promise<NamedAuthor> {
  const text = unwrapped(typed);
  const { ungatedSources: sources } = context;
  if (parseReference(text) !== undefined && isReferenceTo(text as Reference, "user"))
    return await byReference(sources, text as Reference<"user">);
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url !== null) return await byAddress(sources, url);
  const found = (await byName(context, text.replace(/^@/, ""))) ?? (await byId(sources, text));
  if (found !== undefined) return found;
  throw new UserError((say) => say.lookup.unknownAuthor(typedWords(text, typedLength)));
}

async function byReference(
  sources: ReadonlyMap<string, Source>,
  user: Reference<"user">,
): Promise<NamedAuthor> {
  const source = sourceOf({ sources }, user);
  if (source === undefined) throw new UserError((say) => say.profile.notAUser);
  const profile = await able(source, "readProfile")(user, options);
  if (profile === undefined) throw new UserError((say) => say.privacy.noPage(source.site.title));
  return namedAuthor(source, profile.author);
}

function namedAuthor(source: Source, { reference, name, handle, path = "/" }: Author): NamedAuthor {
  return { source, user: reference, name: readableLine(name) || handle, path };
}

async function byAddress(sources: ReadonlyMap<string, Source>, url: URL): Promise<NamedAuthor> {
  const { source, link } = linkAt(sources, url) ?? {};
  if (source === undefined || link?.kind !== "user") throw new UserError((say) => say.profile.notAUser);
  const found = await behindLink(source, link);
  if (found === undefined) throw new UserError((say) => say.follow.notFound(source.site.title));
  return found;
}

/** Whom the archive knows by that name, then who has that handle on a site. */
async function byName({ archive, ungatedSources }: Context, name: string): Promise<NamedAuthor | undefined> {
  const known = (await authorsLike({ archive }, name)).find((author) => isCalled(author, name));
  if (known !== undefined) return await byReference(ungatedSources, known.reference);
  for (const source of sourceOfEachDatabase(ungatedSources)) {
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

async function byId(sources: ReadonlyMap<string, Source>, id: string): Promise<NamedAuthor | undefined> {
  for (const { source, link } of linksOfId(sources, id, ["user"])) {
    const user = link.reference;
    if (user === undefined || (await source.readProfile?.(user, options)) === undefined) continue;
    return await byReference(sources, user);
  }
  return undefined;
}
