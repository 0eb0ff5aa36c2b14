import type { FoundOpening } from "../../finding/find-comment.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { SourceError } from "../../sources/source-error.ts";
import { archivedReplies, type CommentContext, inOrder, isKeptComplete } from "./comment-context.ts";

type Context = Pick<MirrorContext, "sources" | "archive" | "store">;

/**
 * Reads the comments at the top of a post. Asks the site unless a follow keeps the thread complete. If the site does not answer,
 * returns the archive's comments.
 */
export async function readPostContext(
  context: Context,
  { source, writing: { reference } }: FoundOpening,
): Promise<CommentContext> {
  const top = { ancestors: [], isCutOff: false };
  const of = { thread: reference, parent: undefined, sinceMs: 0 };
  const known = await archivedReplies(context, of);
  if (known.isComplete && (await isKeptComplete(context, source, reference)))
    return { ...top, replies: inOrder(known.replies), fault: undefined };
  try {
    const thread = await source.readThread(reference, { priority: "member" });
    const comments = thread?.comments ?? [];
    await context.archive.comments.put(comments);
    const replies = comments.filter(({ parent }) => parent === undefined);
    return { ...top, replies: inOrder(replies), fault: undefined };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ...top, replies: inOrder(known.replies), fault: error.fault };
  }
}
