import { isBelow } from "../../finding/is-below.ts";
import { readParent } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import type { Source } from "../../sources/source.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";

/**
 * Returns whether a comment, as last read, belongs in the thread: on its post, below its comment or by its user. `undefined` if some
 * ancestor of the comment is unknown.
 */
export async function belongsTo(
  context: Pick<MirrorContext, "archive">,
  source: Source,
  { subject, post }: Pick<MirroredThread, "subject" | "post">,
  comment: Comment,
): Promise<boolean | undefined> {
  if (isReferenceTo(subject, "user")) return comment.author?.reference === subject;
  if (isReferenceTo(subject, "comment"))
    return await isBelow(comment, subject, (parent) =>
      readParent(context, source, parent, { priority: "sweep" }),
    );
  return comment.thread === post;
}
