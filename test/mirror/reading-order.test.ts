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

describe("readingOrder", () => {
  it("goes depth first, oldest first among siblings", () => {
    const comments = [
      commentOf("late", { postedAtMs: 9 }),
      commentOf("reply2", { parent: "lesswrong:comment:early", postedAtMs: 8 }),
      commentOf("early", { postedAtMs: 1 }),
      commentOf("deep", { parent: "lesswrong:comment:reply1", postedAtMs: 7 }),
      commentOf("reply1", { parent: "lesswrong:comment:early", postedAtMs: 5 }),
    ];
    const ids = readingOrder(comments).map((comment) => comment.reference.split(":")[2]);
    expect(ids).toEqual(["early", "reply1", "deep", "reply2", "late"]);
  });

  it("keeps a comment whose parent is missing", () => {
    expect(readingOrder([commentOf("orphan", { parent: "lesswrong:comment:nowhere" })])).toHaveLength(1);
  });

  it("loses and repeats nothing, and puts no reply before its parent", () => {
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

  it("takes a thread ten thousand replies deep", () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      commentOf(`c${index}`, index === 0 ? {} : { parent: `lesswrong:comment:c${index - 1}` }),
    );
    expect(readingOrder(chain).at(-1)?.reference).toBe("lesswrong:comment:c9999");
  });
});
