import { expect, it } from "vitest";
import { type Candidate, pickBest } from "../../src/features/top/pick-best.ts";

type Named = Candidate & { readonly name: string };
const one = (name: string, score: number, length: number, thread = name): Named => ({
  name,
  score,
  length,
  thread: `lesswrong:post:${thread}`,
});
const pick = async (candidates: readonly Named[], isAllowed = async (_: Named) => true) =>
  (await pickBest(candidates, { most: 3, isAllowed })).map(({ name }) => name);

it("puts higher scores first, and the longer of two comments with one score", async () => {
  expect(await pick([one("a", 4, 500), one("b", 9, 500), one("c", 4, 900), one("d", 4, 100)])).toEqual([
    "b",
    "a",
    "c",
  ]);
  expect(await pick([one("short", 9, 20), one("long", 9, 400)])).toEqual(["long", "short"]);
});

it("lets a much higher score outweigh length", async () => {
  expect(await pick([one("long", 9, 5000), one("short", 40, 10)])).toEqual(["short", "long"]);
});

it("picks at most two of a thread", async () => {
  const busy = [20, 19, 18].map((score) => one(`busy${score}`, score, 500, "busy"));
  expect(await pick([...busy, one("quiet", 1, 500)])).toEqual(["busy20", "busy19", "quiet"]);
});

it("goes on to others of a thread if the best ones are not allowed", async () => {
  const busy = [20, 19, 18].map((score) => one(`busy${score}`, score, 500, "busy"));
  expect(await pick(busy, async ({ name }) => name !== "busy20")).toEqual(["busy19", "busy18"]);
});
