import { describe, expect, it } from "vitest";
import { GlobalLimit } from "../src/rest/global-limit.ts";

/** Counts how many of the requests made at these moments are let in. */
function letIn(limit: GlobalLimit, moments: readonly number[], client = "bot"): number {
  return moments.filter((atMs) => limit.take(client, atMs) === 0).length;
}

const every = (ms: number, count: number, fromMs = 0) =>
  Array.from({ length: count }, (_, index) => fromMs + index * ms);

describe("a limit of all requests", () => {
  it("that slides admits at most fifty within any second", () => {
    const limit = new GlobalLimit();
    expect(letIn(limit, every(1, 50, 900))).toBe(50);
    expect(limit.take("bot", 1_800)).toBe(100);
    expect(letIn(limit, every(0, 60, 1_899.5))).toBe(0);
    expect(letIn(limit, every(0, 60, 1_910))).toBe(11);
  });

  it("that is fixed begins a new window once the last one is over", () => {
    const limit = new GlobalLimit({ shape: "fixed" });
    expect(letIn(limit, [0, ...every(0, 60, 990)])).toBe(50);
    expect(limit.take("bot", 995)).toBe(5);
    expect(letIn(limit, every(0, 60, 1_000))).toBe(50);
  });

  it("that is a bucket regains a request every fiftieth of a second", () => {
    const limit = new GlobalLimit({ shape: "token-bucket" });
    expect(letIn(limit, every(0, 60))).toBe(50);
    expect(limit.take("bot", 5)).toBe(15);
    expect(letIn(limit, every(20, 60, 20))).toBe(60);
  });

  it("counts each client separately", () => {
    const limit = new GlobalLimit({ requests: 2 });
    expect(letIn(limit, every(0, 5), "bot")).toBe(2);
    expect(letIn(limit, every(0, 5), "address")).toBe(2);
  });
});
