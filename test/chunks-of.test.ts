import { expect, it } from "vitest";
import { chunksOf } from "../src/chunks-of.ts";

it("cuts a list into pieces that hold all of it, in order", () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunksOf([1, 2], 2)).toEqual([[1, 2]]);
  expect(chunksOf([], 2)).toEqual([]);
});
