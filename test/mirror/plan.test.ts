import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash, planParts, planThread, sourceHash } from "../../src/mirror/plan.ts";
import type { LedgerRow, PartState } from "../../src/store/ledger/ledger-row.ts";
import { commentOf } from "./comment.ts";

const everything = () => true;

function rowOf(part: number, state: PartState, content?: string): LedgerRow {
  return {
    id: part,
    threadId: 1,
    comment: "lesswrong:comment:a",
    part,
    position: 0,
    state,
    sourceHash: "",
    contentHash: content === undefined ? undefined : contentHash(content),
    messageId: state === "planned" ? undefined : `m${part}`,
    webhookId: "w",
    waitingSinceMs: undefined,
  };
}

describe("planThread", () => {
  it("queues missing comments in reading order and reports changes", () => {
    const edited = commentOf("edited", { html: "<p>new</p>" });
    const same = commentOf("same");
    const plan = planThread(
      [commentOf("b", { postedAtMs: 2 }), commentOf("a", { postedAtMs: 1 }), edited, same],
      new Map([
        [edited.reference, "old"],
        [same.reference, sourceHash(same)],
      ]),
      { isWanted: everything, order: "tree" },
    );
    expect(plan.enqueue.map((one) => one.comment)).toEqual(["lesswrong:comment:a", "lesswrong:comment:b"]);
    expect(plan.outdated).toEqual([{ comment: edited.reference, sourceHash: sourceHash(edited) }]);
  });

  it("queues a flat thread by age, and a nested one with each answer below its parent", () => {
    const answer = commentOf("answer", { parent: "lesswrong:comment:first", postedAtMs: 3 });
    const comments = [answer, commentOf("second", { postedAtMs: 2 }), commentOf("first", { postedAtMs: 1 })];
    const sent = (order: "tree" | "time") =>
      planThread(comments, new Map(), { isWanted: everything, order }).enqueue.map(({ comment }) =>
        comment.slice("lesswrong:comment:".length),
      );
    expect(sent("time")).toEqual(["first", "second", "answer"]);
    expect(sent("tree")).toEqual(["first", "answer", "second"]);
  });

  it("never mirrors what visitors may not see, and takes down what they no longer may", () => {
    const hidden = commentOf("hidden", { visibility: "hidden" });
    const deleted = commentOf("deleted", { visibility: "deleted" });
    expect(planThread([hidden, deleted], new Map(), { isWanted: everything, order: "tree" }).enqueue).toEqual(
      [],
    );
    const posted = new Map([[deleted.reference, sourceHash(commentOf("deleted"))]]);
    expect(planThread([deleted], posted, { isWanted: everything, order: "tree" }).outdated).toHaveLength(1);
  });

  it("leaves comments alone that it was not given", () => {
    const posted = new Map([[commentOf("gone").reference, "hash"]]);
    expect(planThread([], posted, { isWanted: everything, order: "tree" })).toEqual({
      enqueue: [],
      outdated: [],
      renamed: [],
    });
  });

  it("does not treat a comment as changed if another version of the bot made its name from other facts", () => {
    const name = `7:${"a".repeat(24)}`;
    const comment = commentOf("a");
    const renamed = [{ comment: comment.reference, sourceHash: sourceHash(comment) }];
    const plan = planThread([comment], new Map([[comment.reference, name]]), {
      isWanted: everything,
      order: "tree",
    });
    expect(plan).toEqual({ enqueue: [], outdated: [], renamed });
  });

  it("does not treat a new score as a change", () => {
    expect(sourceHash(commentOf("a", { scores: { lesswrong: 5 }, agreement: 9 }))).toBe(
      sourceHash(commentOf("a")),
    );
    expect(sourceHash(commentOf("a", { isRetracted: true }))).not.toBe(sourceHash(commentOf("a")));
  });
});

describe("planParts", () => {
  it("sends missing messages, edits different ones, keeps correct ones and deletes surplus ones", () => {
    const rows = [
      rowOf(0, "stale", "one"),
      rowOf(1, "stale", "2"),
      rowOf(2, "planned"),
      rowOf(3, "sent", "four"),
    ];
    const kinds = planParts(["one", "two", "three"], rows).map((action) => action.kind);
    expect(kinds).toEqual(["keep", "edit", "send", "delete"]);
  });

  it("does not resend a message that a moderator removed", () => {
    expect(planParts(["one"], [rowOf(0, "removed")]).map((action) => action.kind)).toEqual(["keep"]);
  });

  it("adds nothing to a comment that lost a message to a moderator", () => {
    const rows = [rowOf(0, "removed"), rowOf(1, "planned")];
    expect(planParts(["one", "two", "three"], rows).map((action) => action.kind)).toEqual(["keep", "delete"]);
  });

  it("leaves nothing to do once carried out", () => {
    const parts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const posted = before.map((content, part) => rowOf(part, "sent", content));
        const actions = planParts(after, posted);
        const shown = after.map((content, part) => rowOf(part, "sent", content));
        expect(actions.filter((action) => action.kind === "delete")).toHaveLength(
          Math.max(0, before.length - after.length),
        );
        expect(planParts(after, shown).every((action) => action.kind === "keep")).toBe(true);
      }),
    );
  });
});
