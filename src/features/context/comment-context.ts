import type { FoundComment } from "../../finding/find-comment.ts";
import { readBelow } from "../../finding/read-below.ts";
import { readComment } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { byAge } from "../../forum/order.ts";
import type { Reference } from "../../forum/reference.ts";
import type { SourceFault } from "../../language/faults.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";

type Context = Pick<MirrorContext, "sources" | "archive" | "store">;

/** The place of a comment, or the comments below a post. */
export interface CommentContext {
  /** The comments above it, from the top of the thread down to its parent. Deleted and hidden ones are included, without text. */
  readonly ancestors: readonly Comment[];
  /** True if the topmost of them, or the comment itself, answers a comment that cannot be found. */
  readonly isCutOff: boolean;
  /** Visible direct replies, oldest first. */
  readonly replies: readonly Comment[];
  /** Reason why the site, which alone knows the rest, could not be asked; `undefined` if this is everything. */
  readonly fault: SourceFault | undefined;
}

interface Climb {
  readonly ancestors: readonly Comment[];
  /** The first ancestor that is not archived. */
  readonly missing: Reference<"comment"> | undefined;
}

/** More than the depth of any thread on any site. */
const deepest = 1_000;
const batchLength = 500;
/** The index dates undated comments to its first moment. They may include answers to a dated comment. */
const undated = { sinceMs: 0, untilMs: 1 };
const options = { priority: "member" } as const;

/**
 * Reads the comments that a comment answers, and those that answer it. Asks the site for ancestors that the archive lacks, and for
 * the replies unless a follow keeps the thread complete. If the site does not answer, returns what the archive has.
 */
export async function readCommentContext(
  context: Context,
  { source, writing: comment }: Pick<FoundComment, "source" | "writing">,
): Promise<CommentContext> {
  const archived = await climb(context, comment);
  const isKept = await isKeptComplete(context, source, comment.thread);
  const known = await archivedReplies(context, {
    thread: comment.thread,
    parent: comment.reference,
    sinceMs: comment.postedAtMs,
  });
  try {
    const below =
      archived.missing !== undefined || !isKept || !known.isComplete
        ? await readBelow(context, source, topOf(comment, archived), options)
        : undefined;
    await context.archive.comments.put(below?.comments ?? []);
    const { ancestors, missing } =
      archived.missing === undefined ? archived : await climbOnSite(context, source, comment);
    const replies = below?.comments.filter(({ parent }) => parent === comment.reference) ?? known.replies;
    return {
      ancestors,
      isCutOff: missing !== undefined,
      replies: inOrder(replies),
      fault: undefined,
    };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return {
      ancestors: archived.ancestors,
      isCutOff: archived.missing !== undefined,
      replies: inOrder(known.replies),
      fault: error.fault,
    };
  }
}

/** Names the comment from which to read downwards: the given one, or the top of its thread if ancestors are missing. */
function topOf({ reference, root }: Comment, { missing }: Climb): Reference<"comment"> {
  return missing === undefined ? reference : (root ?? reference);
}

async function climb({ archive }: Context, comment: Comment): Promise<Climb> {
  const ancestors: Comment[] = [];
  const climbed = new Set([comment.reference]);
  let next = comment.parent;
  while (next !== undefined && ancestors.length < deepest) {
    // Parents that form a circle have no top.
    if (climbed.has(next)) return { ancestors, missing: undefined };
    climbed.add(next);
    const parent = await archive.comments.get(next);
    if (parent === undefined) break;
    ancestors.unshift(parent);
    next = parent.parent;
  }
  return { ancestors, missing: next };
}

async function climbOnSite(context: Context, source: Source, comment: Comment): Promise<Climb> {
  for (let asked = 0; ; asked += 1) {
    const climbed = await climb(context, comment);
    const { missing } = climbed;
    if (missing === undefined || asked >= deepest) return climbed;
    // Lists leave out deleted and hidden comments.
    if ((await readComment(context, source, missing, options)) === undefined) return climbed;
  }
}

/** Returns whether a follow's sweeps read the whole thread, so that the archive has all of it. */
export async function isKeptComplete(
  { store }: Context,
  { site }: Source,
  thread: Reference<"post" | "tag">,
): Promise<boolean> {
  const threads = await store.threads.receiving(site.name, [thread]);
  return threads.some(({ subject, sweptAtMs }) => subject === thread && sweptAtMs !== undefined);
}

export interface ArchivedReplies {
  readonly replies: readonly Comment[];
  /** True if the archive has everything that the index found. */
  readonly isComplete: boolean;
}

/** @param of `parent` is `undefined` for the comments at the top of the thread */
export async function archivedReplies(
  { archive }: Context,
  of: {
    readonly thread: Reference<"post" | "tag">;
    readonly parent: Reference<"comment"> | undefined;
    readonly sinceMs: number | undefined;
  },
): Promise<ArchivedReplies> {
  const { thread, parent, sinceMs = 0 } = of;
  const replies: Comment[] = [];
  let isComplete = true;
  const queries = [{ sinceMs }, ...(sinceMs > 0 ? [undated] : [])];
  for (const query of queries) {
    let after: string | undefined;
    do {
      const asked = { ...query, post: thread, sort: "oldest", limit: batchLength, after } as const;
      const page = await archive.search.search(asked);
      const comments = await archive.comments.getMany(page.references);
      isComplete &&= page.references.every((found) => comments.has(found));
      for (const comment of comments.values()) if (comment.parent === parent) replies.push(comment);
      after = page.next;
    } while (after !== undefined);
  }
  return { replies, isComplete };
}

/** Picks those to show, oldest first. */
export function inOrder(replies: readonly Comment[]): readonly Comment[] {
  return replies.filter(isVisible).sort(byAge);
}

function isVisible({ visibility }: Comment): boolean {
  return visibility === "visible";
}
