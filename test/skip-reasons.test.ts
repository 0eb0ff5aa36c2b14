import { expect, it } from "vitest";
import { maySkip, noRealData, skippedAs } from "./skip-reasons.ts";

it("accepts a skip that a source declares, or that lacks real data", () => {
  expect(maySkip(["reading a thread", "counts votes (this source has no votes)"])).toBe(true);
  expect(maySkip([`every comment ${noRealData}`, "reads in Discord as it was written"])).toBe(true);
});

it("accepts no other skip", () => {
  expect(maySkip(["an archive in Redis (needs redis-server)", "keeps what it is given"])).toBe(false);
  expect(maySkip(["reads what this source has no votes for"])).toBe(false);
  expect(maySkip(["reads a thread"])).toBe(false);
});

it("reports the reason for a skip, or else the test's name", () => {
  expect(skippedAs(["an archive in Redis (needs redis-server)", "keeps it"])).toBe(
    "an archive in Redis (needs redis-server)",
  );
  expect(skippedAs(["reading", "reads a thread"])).toBe("reading > reads a thread");
});
