import { describe, expect, it } from "vitest";
import { ContentsSum } from "../../../src/store/move/contents.ts";
import type { Row } from "../../../src/store/move/rows.ts";

function contentsOf(...rows: readonly Row[]) {
  const sum = new ContentsSum();
  sum.add(rows);
  return sum.contents;
}

const a = { id: 1, text: "a", score: 0.1 };
const b = { id: 2, text: null, score: -7 };

describe("the checksum of a table", () => {
  it("is the same whatever the order of rows and columns", () => {
    const expected = contentsOf(a, b);
    expect(expected).toEqual({ rows: 2, checksum: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(contentsOf(b, { score: 0.1, text: "a", id: 1 })).toEqual(expected);
  });

  it("differs if a value, a column or a row does", () => {
    const others = [
      contentsOf(a, { ...b, text: "null" }),
      contentsOf(a, { ...b, text: "" }),
      contentsOf(a, { ...b, score: -7.000000000000001 }),
      contentsOf(...[a, b].map(({ text, ...rest }) => ({ ...rest, words: text }))),
      contentsOf(a),
      contentsOf(a, b, b),
      contentsOf({ ...a, text: null }, { ...b, text: "a" }),
    ].map(({ checksum }) => checksum);
    expect(new Set([...others, contentsOf(a, b).checksum]).size).toBe(others.length + 1);
  });
});
