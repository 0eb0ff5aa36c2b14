import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";

/**
 * Returns whether a comment is the given one or is below it, at any depth. `undefined` if some ancestor is unknown.
 * @param commentAt finds an ancestor, if anything is known about it
 */
export async function isBelow(
  comment: Comment,
  ancestor: Reference<"comment">,
  commentAt: (reference: Reference<"comment">) => Promise<Comment | undefined>,
): Promise<boolean | undefined> {
  // Every comment below the top of a thread knows that top, whatever is gone in between.
  if (comment.root === ancestor) return true;
  const visited = new Set<string>();
  let current: Comment | undefined = comment;
  while (current !== undefined) {
    if (current.reference === ancestor || current.parent === ancestor) return true;
    visited.add(current.reference);
    // The climb reached the top, or a circle of parents that bypasses the ancestor.
    if (current.parent === undefined || visited.has(current.parent)) return false;
    current = await commentAt(current.parent);
  }
  return undefined;
}
