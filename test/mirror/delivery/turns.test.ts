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
    /** How many are under way. */
    get current(): number {
      return ends.length;
    },
    async endOne(): Promise<void> {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
    stop: () => turns.stop(),
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

  it("of one channel stay three at a time, however often its line was empty before", async () => {
    const line = bench();
    for (let round = 0; round < 4; round += 1) {
      for (let thread = 0; thread < 7; thread += 1) line.take("one", `${round}.${thread}`);
      for (let ended = 0; ended < 7; ended += 1) {
        expect(line.current).toBe(Math.min(3, 7 - ended));
        await line.endOne();
      }
      expect(line.begun).toHaveLength((round + 1) * 7);
    }
  });

  it("do not begin after a stop, whether they wait for their channel or for all channels", async () => {
    const line = bench();
    for (let channel = 0; channel < 40; channel += 1) {
      for (let thread = 0; thread < 5; thread += 1) line.take(`channel ${channel}`, String(channel));
    }
    const begun = line.begun.length;
    const stopped = line.stop();
    line.take("channel 1", "late");
    line.take("another", "late");
    while (line.current > 0) await line.endOne();
    await stopped;
    expect(line.begun).toHaveLength(begun);
  });

  it("end before a stop does, except those that never began", async () => {
    const line = bench();
    for (let thread = 0; thread < 5; thread += 1) line.take("one", String(thread));
    let isStopped = false;
    const stopped = line.stop().then(() => {
      isStopped = true;
    });
    await line.endOne();
    await line.endOne();
    expect(isStopped).toBe(false);
    await line.endOne();
    await stopped;
    expect(line.begun).toHaveLength(3);
  });
});
