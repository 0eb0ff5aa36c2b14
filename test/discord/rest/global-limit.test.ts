import { type GlobalLimitOptions, GlobalLimit as ServersLimit } from "loopback-discord/rest/global-limit.ts";
import { pino } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { GlobalLimit } from "../../../src/discord/rest/global-limit.ts";
import { SimulatedClock } from "./simulated-clock.ts";

const log = pino({ level: "silent" });

let clock: SimulatedClock;
let limit: GlobalLimit;

beforeEach(() => {
  clock = new SimulatedClock();
  limit = new GlobalLimit(clock, log, () => 48);
});

/** Time for a request to reach Discord, and for its answer to come back (ms). */
type Way = (index: number, now: number) => { readonly thereMs: number; readonly backMs: number };

/** Sends this many requests, many of them at once. Returns how many were refused and how long all of them took. */
async function send(
  requests: number,
  server: ServersLimit,
  way: Way,
): Promise<{ refused: number; seconds: number }> {
  let sent = 0;
  let refused = 0;
  const startedAtMs = clock.elapsedMs();
  let lastMs = startedAtMs;
  const sendInTurn = async () => {
    while (sent < requests) {
      sent += 1;
      const index = sent;
      const place = await limit.enter();
      lastMs = clock.elapsedMs();
      const { thereMs, backMs } = way(index, lastMs);
      await clock.sleep(thereMs);
      const retryAfterMs = server.take("bot", clock.elapsedMs());
      await clock.sleep(backMs);
      limit.answered(place);
      if (retryAfterMs === 0) continue;
      refused += 1;
      limit.refused(place, retryAfterMs);
    }
  };
  const senders = Promise.all(Array.from({ length: 64 }, sendInTurn));
  await clock.run();
  await senders;
  return { refused, seconds: (lastMs - startedAtMs) / 1000 };
}

/** Returns the same numbers every time, from 0 to 1. */
function noise(index: number): number {
  const x = Math.sin(index * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

const shapes: readonly Partial<GlobalLimitOptions>[] = [
  { shape: "sliding" },
  { shape: "fixed" },
  { shape: "token-bucket" },
];
const ways: readonly { readonly name: string; readonly way: Way; readonly share: number }[] = [
  { name: "fast", way: () => ({ thereMs: 1, backMs: 1 }), share: 0.95 },
  { name: "slow", way: () => ({ thereMs: 120, backMs: 120 }), share: 0.95 },
  { name: "now fast, now slow", way: (index) => ({ thereMs: 90 * noise(index), backMs: 5 }), share: 0.9 },
  // One request per second is delayed by as long as all others of that second take.
  {
    name: "sometimes stuck",
    way: (index) => ({ thereMs: index % 48 === 0 ? 900 : 2, backMs: 1 }),
    share: 0.9,
  },
  // Requests that arrive while Discord stalls are counted all at once.
  {
    name: "stalled again and again",
    way: (_, now) => ({ thereMs: now % 2_000 < 400 ? 401 - (now % 2_000) : 1, backMs: 1 }),
    share: 0.8,
  },
  { name: "slower than a second", way: () => ({ thereMs: 2_500, backMs: 1 }), share: 0.25 },
];

describe.each(shapes)("under a limit of 50 a second that counts by $shape windows", (options) => {
  it.each(ways)("no request is refused on a connection that is $name", async ({ way, share }) => {
    const server = new ServersLimit(options);
    // The server's windows can begin anywhere in the bot's.
    server.take("bot", -617);
    const { refused, seconds } = await send(700, server, way);
    expect(refused).toBe(0);
    expect(700 / seconds).toBeGreaterThan(50 * share);
  });
});

it("never sends a burst, not even at first", async () => {
  const times: number[] = [];
  for (let index = 0; index < 40; index += 1) {
    void limit.enter().then((place) => {
      times.push(clock.elapsedMs());
      limit.answered(place);
    });
  }
  await clock.run();
  const mostIn = (ms: number) =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
  expect(mostIn(100)).toBeLessThanOrEqual(10);
});

it("slows down to what a stricter server allows, and returns to the usual rate once that is allowed again", async () => {
  const fast: Way = () => ({ thereMs: 1, backMs: 1 });
  const strict = await send(2_000, new ServersLimit({ requests: 20 }), fast);
  expect(strict.refused).toBeLessThan(40);
  expect(2_000 / strict.seconds).toBeGreaterThan(10);
  await clock.run(400_000);
  const again = await send(1_000, new ServersLimit(), fast);
  expect(again.refused).toBe(0);
  expect(1_000 / again.seconds).toBeGreaterThan(45);
});

it("sends nothing while Discord says to wait, and counts requests refused together as one refusal", async () => {
  const places = Promise.all([limit.enter(), limit.enter()]);
  await clock.run();
  const [first, second] = await places;
  expect(limit.refused(first, 3_000)).toBe(true);
  expect(limit.refused(second, 2_990)).toBe(false);
  limit.answered(first);
  limit.answered(second);
  let leftAtMs = 0;
  const next = limit.enter().then((place) => {
    leftAtMs = clock.elapsedMs();
    return place;
  });
  await clock.run();
  expect(leftAtMs).toBeGreaterThanOrEqual(3_000);
  expect(leftAtMs).toBeLessThan(3_100);
  expect(limit.refused(await next, 10)).toBe(true);
});

it("slows down even from a low rate once Discord asks for a pause", async () => {
  limit = new GlobalLimit(clock, log, () => 2);
  const leave = async () => {
    const place = await limit.enter();
    const leftAtMs = clock.elapsedMs();
    limit.answered(place);
    return { place, leftAtMs };
  };
  const { place } = await leave();
  limit.refused(place, 10);
  const others = Promise.all([leave(), leave(), leave()]);
  await clock.run(5_000);
  const times = (await others).map(({ leftAtMs }) => leftAtMs);
  expect(times.map((atMs, index) => atMs - (times[index - 1] ?? 0))).toEqual([1_000, 1_000, 1_000]);
});

it("makes no request wait longer than fifteen seconds", async () => {
  const place = await limit.enter();
  limit.refused(place, 20_000);
  await expect(limit.enter()).rejects.toMatchObject({ fault: { kind: "held-back", reason: "rate-limit" } });
});
