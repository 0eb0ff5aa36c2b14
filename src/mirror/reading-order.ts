import type { Comment } from "../forum/comment.ts";
import { byAge } from "../forum/order.ts";
import type { Reference } from "../forum/reference.ts";

type Parents = ReadonlyMap<Reference<"comment">, Reference<"comment"> | undefined>;

/**
 * Sorts comments in the order of reading: depth first, oldest first among siblings. A comment whose parent is not among them goes
 * to the top level by its time. So does the oldest comment of a circle of parents, which would otherwise never appear.
 */
export function readingOrder(comments: readonly Comment[]): readonly Comment[] {
  const parents = parentsAmong(comments);
  const cut = circleTops(comments, parents);
  const children = Map.groupBy(comments, ({ reference }) =>
    cut.has(reference) ? undefined : parents.get(reference),
  );
  const ordered: Comment[] = [];
  // A stack instead of recursion, because some threads are hundreds of replies deep.
  const stack = siblings(children, undefined);
  for (let comment = stack.pop(); comment !== undefined; comment = stack.pop()) {
    ordered.push(comment);
    stack.push(...siblings(children, comment.reference));
  }
  return ordered;
}

function parentsAmong(comments: readonly Comment[]): Parents {
  const present = new Set(comments.map((comment) => comment.reference));
  return new Map(
    comments.map(({ reference, parent }) => [
      reference,
      parent !== undefined && present.has(parent) ? parent : undefined,
    ]),
  );
}

/** Finds the oldest comment of each circle of parents: a site's records may form one, and a comment may even answer itself. */
function circleTops(comments: readonly Comment[], parents: Parents): ReadonlySet<Reference<"comment">> {
  const byReference = new Map(comments.map((comment) => [comment.reference, comment]));
  const settled = new Set<Reference<"comment">>();
  const tops = new Set<Reference<"comment">>();
  for (const { reference } of comments) {
    const path = new Set<Reference<"comment">>();
    let at: Reference<"comment"> | undefined = reference;
    while (at !== undefined && !settled.has(at) && !path.has(at)) {
      path.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && path.has(at)) {
      const steps = [...path];
      const circle = steps.slice(steps.indexOf(at)).flatMap((step) => byReference.get(step) ?? []);
      const oldest = circle.sort(latestFirst).at(-1);
      if (oldest !== undefined) tops.add(oldest.reference);
    }
    for (const step of path) settled.add(step);
  }
  return tops;
}

/** Latest first, so that the earliest is popped first. */
function siblings(
  children: ReadonlyMap<Reference<"comment"> | undefined, readonly Comment[]>,
  parent: Reference<"comment"> | undefined,
): Comment[] {
  return [...(children.get(parent) ?? [])].sort(latestFirst);
}

function latestFirst(a: Comment, b: Comment): number {
  return byAge(b, a);
}
