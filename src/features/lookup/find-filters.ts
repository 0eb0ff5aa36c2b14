import { authorWithHandle, knownAuthor } from "../../finding/authors.ts";
import { linkAt, linksOfId } from "../../finding/link-at.ts";
import { readUserPage } from "../../finding/read-names.ts";
import type { FoundAuthor } from "../../forum/comment-search.ts";
import { isReferenceTo, parseReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { authorName, titleOf } from "../../rendering/names.ts";
import { isTelling, readQuestion } from "../../search/question.ts";
import { chosenByOperator } from "../../sources/public/chosen-by.ts";
import type { Found, Source } from "../../sources/source.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { foldName } from "../../text/folding/read-words.ts";
import { typedWords } from "../../text/typed-words.ts";

/** A record that a filter names, with the words that people know it by. */
export interface Named<R extends Reference> {
  readonly reference: R;
  readonly name: string;
}

type Context = Pick<MirrorContext, "sources" | "archive">;

const nameLength = 80;
const addressPattern = /^https?:\/\//i;

/**
 * Finds an author by reference (from a menu choice), address of their page, handle or name, even with small typing errors. Asks the
 * site only for an address that the archive does not know.
 * @throws {UserError} if no author has that name
 */
export async function findAuthor(
  context: Context,
  typed: string,
  language: Language,
): Promise<Named<Reference<"user">>> {
  const text = typed.trim();
  const { archive } = context;
  if (isReference(text, "user")) {
    const author = await knownAuthor(context, text);
    return { reference: text, name: cut(authorName(author, language)) };
  }
  const best = addressPattern.test(text)
    ? await authorAt(context, text)
    : foldName(text) === ""
      ? undefined
      : (await archive.search.findAuthors(text.replace(/^@/, ""), 1))[0]?.author;
  if (best !== undefined) return { reference: best.reference, name: cut(authorName(best, language)) };
  if (!addressPattern.test(text))
    throw new UserError((say) => say.lookup.unknownAuthor(typedWords(text, nameLength)));
  const found = await findByAddress(context, text);
  if (found?.kind !== "user") throw new UserError((say) => say.lookup.notAnAuthor);
  return { reference: found.user.reference, name: cut(authorName(found.user, language)) };
}

/**
 * Finds a post or wiki page by reference (from a menu choice), address, id or words of its title.
 * @throws {UserError} if no post has that title
 */
export async function findPost(
  context: Context,
  typed: string,
  language: Language,
): Promise<Named<Reference<"post" | "tag">>> {
  const text = typed.trim();
  const name = async (reference: Reference<"post" | "tag">) =>
    cut(titleOf(await context.archive.posts.get(reference), language));
  const named = await namedPost(context, text);
  if (named !== undefined) return { reference: named, name: await name(named) };
  if (!addressPattern.test(text)) {
    const hasWords = readQuestion(text, { isTyping: true }).terms.some(isTelling);
    const best = hasWords ? (await context.archive.search.findPosts(text, 1))[0] : undefined;
    if (best === undefined)
      throw new UserError((say) => say.lookup.unknownPost(typedWords(text, nameLength)));
    return { reference: best, name: await name(best) };
  }
  const found = await findByAddress(context, text);
  if (found?.kind !== "post" && found?.kind !== "discussion" && found?.kind !== "tag")
    throw new UserError((say) => say.lookup.notAPost);
  await context.archive.posts.put([found.post]);
  const reference = found.kind === "post" ? found.post.reference : found.tag.reference;
  return { reference, name: cut(titleOf(found.post, language)) };
}

/**
 * Finds a site by its name or title.
 * @throws {UserError} for any other
 */
export function findSite(sources: ReadonlyMap<string, Source>, typed: string): Site {
  const text = typed.trim().toLowerCase();
  const sites = [...sources.values()].map(({ site }) => site);
  const found = sites.find(({ name, title }) => name === text || title.toLowerCase() === text);
  if (found === undefined)
    throw new UserError((say) =>
      say.lookup.unknownSite(chosenByOperator(sources).map(({ site }) => site.title)),
    );
  return found;
}

/** Finds a post that the text names directly, if the archive has it. */
async function namedPost(
  { sources, archive }: Context,
  text: string,
): Promise<Reference<"post" | "tag"> | undefined> {
  if (isReference(text, "post") || isReference(text, "tag")) return text;
  const url = addressPattern.test(text) ? URL.parse(text) : null;
  const at = linkAt(sources, url);
  const links = url === null ? linksOfId(sources, text, ["post"]) : at === undefined ? [] : [at];
  for (const { link } of links) {
    if (link.kind !== "post" || link.reference === undefined) continue;
    if ((await archive.posts.get(link.reference)) !== undefined) return link.reference;
  }
  return undefined;
}

/** Finds the author whose page is at an address, if the index knows them. */
async function authorAt(context: Context, address: string): Promise<FoundAuthor["author"] | undefined> {
  const page = readUserPage(context.sources, address);
  return page && (await authorWithHandle(context, page.source, page.link.handle));
}

/** @throws {UserError} if the site has nothing at that address */
async function findByAddress({ sources }: Context, text: string): Promise<Found | undefined> {
  const at = linkAt(sources, URL.parse(text));
  if (at === undefined) return undefined;
  const found = await at.source.find(at.link, { priority: "member" });
  if (found === undefined) throw new UserError((say) => say.follow.notFound(at.source.site.title));
  return found;
}

function isReference<K extends "user" | "post" | "tag">(text: string, kind: K): text is Reference<K> {
  return parseReference(text) !== undefined && isReferenceTo(text as Reference, kind);
}

function cut(name: string): string {
  return cutAtWord(name, nameLength);
}
