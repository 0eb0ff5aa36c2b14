import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/forum/comment.ts";
import { type Circumstances, fateOf } from "../../../src/mirror/delivery/comment-fate.ts";
import { commentOf } from "../comment.ts";

const unsent = { part: 0, messageId: undefined };
const sent = { part: 0, messageId: "m" };
const { author } = commentOf("a");
const mutedAuthors = [{ reference: "lesswrong:user:ada", name: "Ada" }] as const;

function fate(
  fields: Partial<Comment> | undefined,
  row: Parameters<typeof fateOf>[1],
  { isElsewhere = false, ...chosen }: Partial<Circumstances & Circumstances["settings"]> = {},
): string {
  const comment = fields === undefined ? undefined : commentOf("a", fields);
  const settings = { deletions: "tombstone", mutedAuthors: [], ...chosen } as const;
  return fateOf(comment, row, { isElsewhere, isUnwanted: false, settings }).kind;
}

describe("a comment due for delivery", () => {
  it("is shown with its messages, sent or not", () => {
    expect([fate({}, unsent), fate({}, sent)]).toEqual(["show", "show"]);
  });

  it("is left out if it was hidden, moved or muted before its first message", () => {
    expect(fate({ visibility: "hidden" }, unsent)).toBe("forget-unsent");
    expect(fate({}, unsent, { isElsewhere: true })).toBe("forget-unsent");
    expect(fate({ author }, unsent, { mutedAuthors })).toBe("forget-unsent");
  });

  it("is still shown if its author is muted between two of its parts", () => {
    expect(fate({ author }, { part: 1, messageId: undefined }, { mutedAuthors })).toBe("show");
  });

  it("becomes a tombstone or loses its messages, as the server chose", () => {
    for (const visibility of ["deleted", "hidden"] as const) {
      expect(fate({ visibility }, sent)).toBe("show");
      expect(fate({ visibility }, sent, { deletions: "remove" })).toBe("take-down");
    }
    expect(fate({}, sent, { isElsewhere: true })).toBe("show");
    expect(fate({}, sent, { isElsewhere: true, deletions: "remove" })).toBe("take-down");
  });

  it("loses its messages, whatever the server chose, if nothing knows it any more", () => {
    expect([fate(undefined, sent), fate(undefined, unsent)]).toEqual(["take-down", "take-down"]);
  });

  it("loses its messages, whatever the server chose, if its author opted out", () => {
    expect([fate({ visibility: "withheld" }, sent), fate({ visibility: "withheld" }, unsent)]).toEqual([
      "take-down",
      "take-down",
    ]);
  });
});
