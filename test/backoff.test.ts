import { expect, it } from "vitest";
import { backoffMs, jittered } from "../src/backoff.ts";

const waits = { firstMs: 1_000, longestMs: 5_000 };

it("doubles the wait with every failure, up to the longest", () => {
  expect([0, 1, 2, 3, 5_000].map((earlier) => backoffMs(waits, earlier))).toEqual([
    1_000, 2_000, 4_000, 5_000, 5_000,
  ]);
});

it("waits between half of the time and all of it", () => {
  expect(jittered(1_000, () => 0)).toBe(500);
  expect(jittered(1_000, () => 1)).toBe(1_000);
});
