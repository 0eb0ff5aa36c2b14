import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/forum/comment.ts";
import { readingOrder } from "../../src/mirror/reading-order.ts";
import { commentOf } from "./comment.ts";

const forest = fc.array(fc.record({ parent: fc.nat(), at: fc.nat(1000) }), { maxLength: 60 }).map((nodes) =>
  nodes.map(({ parent, at }, index): Comment => {
    const above = index === 0 || parent % 3 === 0 ? undefined : parent % index;
    return commentOf(`c${index}`, {
      postedAtMs: at,
      parent: above === undefined ? undefined : `lesswrong:comment:c${above}`,
    });
  }),
);

function names(comments: readonly Comment[]): readonly (string | undefined)[] {
  return readingOrder(comments).map((comment) => comment.reference.split(":")[2]);
}

describe("readingOrder", () => {
  it("goes depth first, oldest first among siblings", () => {
    const comments = [
      commentOf("late", { postedAtMs: 9 }),
      commentOf("reply2", { parent: "lesswrong:comment:early", postedAtMs: 8 }),
      commentOf("early", { postedAtMs: 1 }),
      commentOf("deep", { parent: "lesswrong:comment:reply1", postedAtMs: 7 }),
      commentOf("reply1", { parent: "lesswrong:comment:early", postedAtMs: 5 }),
    ];
    expect(names(comments)).toEqual(["early", "reply1", "deep", "reply2", "late"]);
  });

  it("follows the site's own numbers, if any, whatever the dates", () => {
    const comments = [
      commentOf("c", { position: 30, postedAtMs: 5 }),
      commentOf("a", { position: 4, postedAtMs: undefined }),
      commentOf("b", { position: 10, postedAtMs: 9 }),
    ];
    expect(names(comments)).toEqual(["a", "b", "c"]);
  });

  it("puts comments without a date after those with one, by their ids", () => {
    const comments = [
      commentOf("b", { postedAtMs: undefined }),
      commentOf("z", { postedAtMs: 5 }),
      commentOf("a", { postedAtMs: undefined }),
    ];
    expect(names(comments)).toEqual(["z", "a", "b"]);
  });

  it("keeps a comment whose parent is missing", () => {
    expect(readingOrder([commentOf("orphan", { parent: "lesswrong:comment:nowhere" })])).toHaveLength(1);
  });

  it("loses nothing, repeats nothing, and puts no reply before its parent", () => {
    fc.assert(
      fc.property(forest, (comments) => {
        const ordered = readingOrder(comments);
        const places = new Map(ordered.map((comment, place) => [comment.reference, place]));
        expect(places.size).toBe(comments.length);
        for (const comment of ordered) {
          const parent = comment.parent === undefined ? undefined : places.get(comment.parent);
          expect(parent ?? -1).toBeLessThan(places.get(comment.reference) ?? -1);
        }
      }),
    );
  });

  it("cuts a circle of parents at its oldest comment", () => {
    const comments = [
      commentOf("third", { parent: "lesswrong:comment:second", postedAtMs: 3 }),
      commentOf("second", { parent: "lesswrong:comment:first", postedAtMs: 2 }),
      commentOf("first", { parent: "lesswrong:comment:third", postedAtMs: 1 }),
      commentOf("below", { parent: "lesswrong:comment:second", postedAtMs: 9 }),
      commentOf("top", { postedAtMs: 2 }),
    ];
    const ids = readingOrder(comments).map((comment) => comment.reference.split(":")[2]);
    expect(ids).toEqual(["first", "second", "third", "below", "top"]);
  });

  it("keeps a comment that answers itself, with its replies", () => {
    const itself = commentOf("self", { parent: "lesswrong:comment:self" });
    const below = commentOf("below", { parent: "lesswrong:comment:self" });
    expect(readingOrder([below, itself])).toEqual([itself, below]);
  });

  it("loses nothing and repeats nothing, whichever comment answers which", () => {
    const anything = fc.array(fc.record({ parent: fc.nat(40), at: fc.nat(9) }), { maxLength: 40 });
    fc.assert(
      fc.property(anything, (nodes) => {
        const comments = nodes.map(({ parent, at }, index) =>
          commentOf(`c${index}`, { postedAtMs: at, parent: `lesswrong:comment:c${parent}` }),
        );
        const ordered = readingOrder(comments);
        expect(ordered).toHaveLength(comments.length);
        expect(new Set(ordered)).toEqual(new Set(comments));
      }),
    );
  });

  it("handles a thread ten thousand replies deep", () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      commentOf(`c${index}`, index === 0 ? {} : { parent: `lesswrong:comment:c${index - 1}` }),
    );
    expect(readingOrder(chain).at(-1)?.reference).toBe("lesswrong:comment:c9999");
  });
});
