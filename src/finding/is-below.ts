import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";

/**
 * Tells whether a comment is the given one or stands below it, however deep.
 * `undefined` when what the comment answers is not known all the way up.
 * @param commentAt finds what a comment answers, as far as anybody knows it
 */
export async function isBelow(
  comment: Comment,
  ancestor: Reference<"comment">,
  commentAt: (reference: Reference<"comment">) => Promise<Comment | undefined>,
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
    current = await commentAt(current.parent);
  }
  return undefined;
}
