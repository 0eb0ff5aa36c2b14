import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import { parseReference } from "../forum/reference.ts";
import { kindOfWriting, type Opening, type Writing } from "../forum/writing.ts";
import type { Language } from "../language/english.ts";
import { UserError } from "../language/user-error.ts";
import { chosenByOperator } from "../sources/public/chosen-by.ts";
import type { Source } from "../sources/source.ts";
import type { FindingContext } from "./context.ts";
import { findTarget, isTarget } from "./find-target.ts";
import { isWritingId } from "./link-at.ts";
import { namedComments } from "./named-comments.ts";
import { readComment, readPost } from "./read-through.ts";

/** A visible comment or post, with the post that it belongs to. */
interface Found<W extends Writing> {
  readonly source: Source;
  readonly writing: W;
  /** The post of the comment, or the post itself. */
  readonly post: Post | undefined;
  /** True if the text is one that it had before an edit. */
  readonly isSuperseded?: boolean;
}

export type FoundComment = Found<Comment>;
export type FoundOpening = Found<Opening>;
export type FoundWriting = FoundComment | FoundOpening;

type Context = Pick<FindingContext, "sources" | "archive">;

/**
 * Finds a comment by reference (a choice from autocomplete), address or id, in the archive alone, so an immediate answer need not
 * wait for a site. `undefined` if it is not archived, and for any other text.
 */
export async function findArchivedComment(context: Context, text: string): Promise<FoundComment | undefined> {
  for (const { source, reference } of namedComments(context.sources, text)) {
    const writing = await context.archive.comments.get(reference);
    if (writing?.visibility !== "visible") continue;
    return { source, writing, post: await context.archive.posts.get(writing.thread) };
  }
  return undefined;
}

/**
 * Finds a comment by reference, address or id. Asks a site only for what the archive lacks; for a bare id, one site after another.
 * @throws {UserError} if the text is not understood, or the comment is missing or not visible
 * @throws {SourceError} if the archive lacks it, a site cannot be read and no other has it
 */
export async function findComment(context: Context, text: string, language: Language): Promise<FoundComment> {
  const archived = await findArchivedComment(context, text);
  if (archived !== undefined) return archived;
  const [named] = namedComments(context.sources, text);
  // Only its site knows whether an id without an address is a comment's.
  if (named === undefined || !named.isCertain || isWritingId(context.sources, text))
    return await findByAddress(context, text, language);
  const { source, reference } = named;
  const writing = await readComment(context, source, reference, { priority: "member" });
  if (writing?.visibility === "withheld") throw new UserError((say) => say.privacy.optedOut);
  if (writing?.visibility !== "visible") throw notShown(text, source.site.title);
  return { source, writing, post: await readPost(context, source, writing.thread, { priority: "member" }) };
}

export function isFoundComment(found: FoundWriting): found is FoundComment {
  return kindOfWriting(found.writing) === "comment";
}

/** Someone who chose it from a list or a message has no address to check. */
function notShown(text: string, site: string): UserError {
  const isChosen = parseReference(text) !== undefined;
  return new UserError((say) => (isChosen ? say.mirror.goneComment(site) : say.follow.notFound(site)));
}

async function findByAddress(context: Context, text: string, language: Language): Promise<FoundComment> {
  if (!isTarget(context.sources, text)) {
    const titles = chosenByOperator(context.sources).map(({ site }) => site.title);
    throw new UserError((say) => say.comment.unknown(titles));
  }
  const { source, found } = await findTarget(context.sources, text, language);
  if (found.kind !== "comment") throw new UserError((say) => say.comment.notAComment);
  await context.archive.comments.put([found.comment]);
  if (found.post !== undefined) await context.archive.posts.put([found.post]);
  return { source, writing: found.comment, post: found.post };
}
