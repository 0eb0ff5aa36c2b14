import { readComment } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import type { Source } from "../../sources/source.ts";
import { isRecordFault, SourceError } from "../../sources/source-error.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";

/**
 * Whether a comment stands, as it was last read, where the thread shows comments from: on its post, below its comment or by its user.
 * `undefined` when what the comment answers is not known all the way up.
 */
export async function belongsTo(
  context: Pick<MirrorContext, "archive">,
  source: Source,
  { subject, post }: Pick<MirroredThread, "subject" | "post">,
  comment: Comment,
): Promise<boolean | undefined> {
  if (isReferenceTo(subject, "user")) return comment.author?.reference === subject;
  if (isReferenceTo(subject, "comment")) return await isBelow(context, source, comment, subject);
  return comment.thread === post;
}

/** Whether a comment is the given one or stands below it, however deep. */
async function isBelow(
  context: Pick<MirrorContext, "archive">,
  source: Source,
  comment: Comment,
  ancestor: Comment["reference"],
): Promise<boolean | undefined> {
  // Known to all that stands below the top of a thread, whatever is gone in between.
  if (comment.root === ancestor) return true;
  const visited = new Set<string>();
  let current: Comment | undefined = comment;
  while (current !== undefined) {
    if (current.reference === ancestor || current.parent === ancestor) return true;
    visited.add(current.reference);
    // The top was reached, or a circle of parents that bypasses the ancestor.
    if (current.parent === undefined || visited.has(current.parent)) return false;
    current = await readParent(context, source, current.parent);
  }
  return undefined;
}

/** A parent that the site refuses counts as unknown, so that its replies still come. */
async function readParent(
  context: Pick<MirrorContext, "archive">,
  source: Source,
  parent: Comment["reference"],
): Promise<Comment | undefined> {
  try {
    return await readComment(context, source, parent, { priority: "sweep" });
  } catch (error) {
    if (error instanceof SourceError && isRecordFault(error.fault)) return undefined;
    throw error;
  }
}
