import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";

/**
 * Comments as a reader would meet them: depth first, oldest first among siblings. A comment whose parent is not among
 * them stands at the top, in its time.
 */
export function readingOrder(comments: readonly Comment[]): readonly Comment[] {
  const present = new Set(comments.map((comment) => comment.reference));
  const children = Map.groupBy(comments, (comment) =>
    comment.parent !== undefined && present.has(comment.parent) ? comment.parent : undefined,
  );
  const ordered: Comment[] = [];
  // An explicit stack: threads hundreds of replies deep exist.
  const stack = siblings(children, undefined);
  for (let comment = stack.pop(); comment !== undefined; comment = stack.pop()) {
    ordered.push(comment);
    stack.push(...siblings(children, comment.reference));
  }
  return ordered;
}

/** Latest first, so that the earliest is popped first. */
function siblings(
  children: ReadonlyMap<Reference<"comment"> | undefined, readonly Comment[]>,
  parent: Reference<"comment"> | undefined,
): Comment[] {
  return [...(children.get(parent) ?? [])].sort(
    (a, b) => b.postedAtMs - a.postedAtMs || (a.reference < b.reference ? 1 : -1),
  );
}
