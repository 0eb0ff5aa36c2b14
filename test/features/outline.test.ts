import { describe, expect, it } from "vitest";
import { outline } from "../../src/features/context/outline.ts";

const ancestors = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const shown = (count: number, page: number) =>
  outline(ancestors(count), page).items.map((item) =>
    item.kind === "gap" ? `${item.where} ${item.count}` : item.value,
  );

describe("outline", () => {
  it("shows a few ancestors completely", () => {
    expect(outline([], 0)).toEqual({ items: [], hasMore: false });
    expect(shown(6, 0)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("leaves out the middle of many and says how many", () => {
    expect(shown(40, 0)).toEqual([1, 2, "between 35", 38, 39, 40]);
  });

  it("shows each ancestor once, from the nearest up to the top", () => {
    expect(shown(14, 1)).toEqual(["above 8", 9, 10, 11, 12, 13, 14]);
    expect(shown(14, 2)).toEqual(["above 2", 3, 4, 5, 6, 7, 8, "below 6"]);
    expect(shown(14, 3)).toEqual([1, 2, "below 12"]);
    expect([0, 1, 2, 3].map((page) => outline(ancestors(14), page).hasMore)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("stays at the top for a page that does not exist", () => {
    expect(shown(14, 99)).toEqual(shown(14, 3));
    expect(shown(14, -1)).toEqual(shown(14, 0));
  });
});
