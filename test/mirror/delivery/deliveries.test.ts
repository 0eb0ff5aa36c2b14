import { describe, expect, it } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { Deliveries, done, type Outcome, type Turn } from "../../../src/mirror/delivery/deliveries.ts";
import { everyServer } from "../every-server.ts";

/** Turns that end on request, in the order in which they began. */
function bench() {
  const ids: string[] = [];
  const idOf = (name: string) => (ids.includes(name) ? ids.indexOf(name) : ids.push(name) - 1);
  const begun: string[] = [];
  const ends: ((outcome: Outcome) => void)[] = [];
  let rests = 0;
  const turn: Turn = (threadId) => {
    begun.push(ids[threadId] ?? "");
    return new Promise((resolve) => ends.push(resolve));
  };
  const deliveries = new Deliveries({
    clock: systemClock,
    servers: everyServer(systemClock),
    turn,
    onElsewhere: () => {},
    onRest: () => {
      rests += 1;
    },
  });
  return {
    begun,
    take(channelId: string, name: string, hasNews = false): void {
      const thread = { id: idOf(name), channelId, guildId: "1" };
      if (hasNews) deliveries.wake(thread);
      else deliveries.resume(thread);
    },
    /** Number of turns under way. */
    get current(): number {
      return ends.length;
    },
    /** Number of times that the channel's queue became empty. */
    get rests(): number {
      return rests;
    },
    async endOne(outcome = done): Promise<void> {
      ends.shift()?.(outcome);
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
    stop: () => deliveries.stop(),
  };
}

describe("turns of threads", () => {
  it("are at most three at a time in a channel, so another channel gets its own at once", () => {
    const { begun, take } = bench();
    for (let thread = 0; thread < 100; thread += 1) take("slow", `slow ${thread}`);
    take("other", "other");
    expect(begun).toEqual(["slow 0", "slow 1", "slow 2", "other"]);
  });

  it("go to enough channels at once to send all that Discord lets an address send, even with three threads in each", () => {
    const { begun, take } = bench();
    for (let channel = 0; channel < 40; channel += 1) {
      for (let thread = 0; thread < 3; thread += 1) take(`channel ${channel}`, `${channel}.${thread}`);
    }
    const channels = new Set(begun.map((name) => name.split(".")[0])).size;
    expect(channels * 2.5).toBeGreaterThan(50);
  });

  it("go to threads with news before threads that only continue", async () => {
    const { begun, take, endOne } = bench();
    for (let thread = 0; thread < 10; thread += 1) take("one", `old ${thread}`);
    take("one", "newest", true);
    await endOne();
    expect(begun.at(-1)).toBe("newest");
  });

  it("reach every channel even if there are more channels than turns", async () => {
    const { begun, take, endOne } = bench();
    for (let channel = 0; channel < 80; channel += 1) {
      for (let thread = 0; thread < 20; thread += 1) take(`channel ${channel}`, `${channel}.${thread}`);
    }
    for (let ended = 0; ended < 240; ended += 1) await endOne();
    expect(new Set(begun.map((name) => name.split(".")[0])).size).toBe(80);
  });

  it("stay at three per channel, however often its queue became empty", async () => {
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
      for (let thread = 0; thread < 5; thread += 1) line.take(`channel ${channel}`, `${channel}.${thread}`);
    }
    const begun = line.begun.length;
    const stopped = line.stop();
    line.take("channel 1", "late");
    line.take("another", "later");
    while (line.current > 0) await line.endOne();
    await stopped;
    expect(line.begun).toHaveLength(begun);
  });

  it("end before a stop resolves, except those that never began", async () => {
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

  it("of one thread run one after another, and once more for everything that woke it meanwhile", async () => {
    const line = bench();
    for (let times = 0; times < 5; times += 1) line.take("one", "thread", true);
    expect(line.begun).toEqual(["thread"]);
    for (let times = 0; times < 5; times += 1) line.take("one", "thread");
    await line.endOne();
    expect(line.begun).toEqual(["thread", "thread"]);
    await line.endOne();
    expect(line.begun).toHaveLength(2);
  });

  it("let waiting threads go first if a thread should have another turn at once", async () => {
    const line = bench();
    for (let thread = 0; thread < 4; thread += 1) line.take("one", String(thread));
    await line.endOne({ kind: "again", afterMs: 0 });
    await line.endOne();
    expect(line.begun).toEqual(["0", "1", "2", "3", "0"]);
  });

  it("go to waiting threads, then to a thread that keeps its news, and last to one without news", async () => {
    const line = bench();
    for (const name of ["lost", "kept", "other"]) line.take("one", name, true);
    for (const name of ["waiting", "last"]) line.take("one", name);
    await line.endOne({ kind: "again", afterMs: 0, hasNews: false });
    await line.endOne({ kind: "again", afterMs: 0 });
    await line.endOne();
    await line.endOne();
    await line.endOne();
    expect(line.begun.slice(3)).toEqual(["waiting", "last", "kept", "lost"]);
  });

  it("are reported as finished once none is left in the channel, and not before", async () => {
    const line = bench();
    for (let thread = 0; thread < 5; thread += 1) line.take("one", String(thread));
    for (let ended = 0; ended < 4; ended += 1) await line.endOne();
    expect(line.rests).toBe(0);
    await line.endOne();
    expect(line.rests).toBe(1);
  });
});
