import { describe, expect, it } from "vitest";
import { Turns } from "../../../src/mirror/delivery/turns.ts";

/** Turns that end when they are told to, in the order in which they began. */
function bench() {
  const turns = new Turns();
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    take(channel: string, name: string, hasNews = false): void {
      turns.take(channel, hasNews, () => {
        begun.push(name);
        return new Promise((resolve) => ends.push(resolve));
      });
    },
    async endOne(): Promise<void> {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe("turns", () => {
  it("of one channel are three at a time, so that another has its own at once", () => {
    const { begun, take } = bench();
    for (let thread = 0; thread < 100; thread += 1) take("slow", `slow ${thread}`);
    take("other", "other");
    expect(begun).toEqual(["slow 0", "slow 1", "slow 2", "other"]);
  });

  it("go to what has news before what only goes on", async () => {
    const { begun, take, endOne } = bench();
    for (let thread = 0; thread < 10; thread += 1) take("one", `old ${thread}`);
    take("one", "newest", true);
    await endOne();
    expect(begun.at(-1)).toBe("newest");
  });

  it("come to every channel when there are more of them than turns", async () => {
    const { begun, take, endOne } = bench();
    for (let channel = 0; channel < 40; channel += 1) {
      for (let thread = 0; thread < 20; thread += 1) take(`channel ${channel}`, String(channel));
    }
    for (let ended = 0; ended < 120; ended += 1) await endOne();
    expect(new Set(begun).size).toBe(40);
  });
});
