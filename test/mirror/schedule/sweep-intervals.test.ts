import { describe, expect, it } from "vitest";
import { listOverdueness, overdueness } from "../../../src/mirror/schedule/sweep-intervals.ts";
import type { MirroredThread } from "../../../src/store/threads/mirrored-thread.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 0, 1);

const all = { edits: "in-thread", deletions: "by-id", scores: { posts: true, comments: true } } as const;
const none = { edits: "never", deletions: "never", scores: { posts: false, comments: false } } as const;

function thread(id: number, lastActivityAtMs: number, sweptAtMs: number | undefined): MirroredThread {
  return { id, lastActivityAtMs, sweptAtMs } as MirroredThread;
}

/** Reads the most overdue thread again and again, this many per minute. Returns the longest time that each waited. */
function simulate(
  quietMs: (id: number) => number,
  {
    count,
    readsAMinute,
    days,
  }: { readonly count: number; readonly readsAMinute: number; readonly days: number },
): readonly number[] {
  const sweptAt = Array.from({ length: count }, () => start);
  const longest = Array.from({ length: count }, () => 0);
  for (let now = start; now < start + days * day; now += minute) {
    for (let reads = 0; reads < readsAMinute; reads += 1) {
      const waiting = sweptAt.map((at, id) => ({
        id,
        waited: overdueness(thread(id, now - quietMs(id), at), all, now),
      }));
      const next = waiting.reduce((a, b) => (b.waited > a.waited ? b : a));
      if (next.waited < 1) break;
      longest[next.id] = Math.max(longest[next.id] ?? 0, now - (sweptAt[next.id] ?? 0));
      sweptAt[next.id] = now;
    }
  }
  return longest;
}

describe("the time until a followed thread is read again", () => {
  it("is zero before the first reading, ten minutes while the thread is hot, and a day once it is cold", () => {
    expect(overdueness(thread(1, start, undefined), all, start)).toBe(Number.POSITIVE_INFINITY);
    expect(overdueness(thread(1, start, start), all, start + 10 * minute - 1)).toBeLessThan(1);
    expect(overdueness(thread(1, start + 10 * minute, start), all, start + 11 * minute)).toBeGreaterThan(1);
    expect(overdueness(thread(1, start - 300 * day, start), all, start + day - 1)).toBeLessThan(1);
    expect(overdueness(thread(1, start - 300 * day, start), all, start + day + 1)).toBeGreaterThan(1);
  });

  it("is the same if the site takes no more comments, but a week once the thread is cold", () => {
    const closed = (lastActivityAtMs: number) => ({ ...thread(1, lastActivityAtMs, start), isClosed: true });
    expect(overdueness(closed(start), all, start + 11 * minute)).toBeGreaterThan(1);
    expect(overdueness(closed(start - 300 * day), all, start + 7 * day - 1)).toBeLessThan(1);
    expect(overdueness(closed(start - 300 * day), all, start + 7 * day + 1)).toBeGreaterThan(1);
  });

  it("is a day from the start if the site shows neither edits nor deletions nor scores there", () => {
    const hot = thread(1, start, start);
    expect(overdueness(hot, none, start + day - 1)).toBeLessThan(1);
    expect(overdueness(hot, { ...none, edits: "in-poll" }, start + day - 1)).toBeLessThan(1);
    expect(overdueness(hot, none, start + day + 1)).toBeGreaterThan(1);
    for (const shown of [
      { edits: "in-thread" },
      { deletions: "by-absence" },
      { scores: all.scores },
    ] as const)
      expect(overdueness(hot, { ...none, ...shown }, start + 11 * minute)).toBeGreaterThan(1);
  });

  it("is ten minutes for the list of a sequence or tag while one of its posts is hot, and six hours otherwise", () => {
    const list = (lastActivityAtMs: number, sweptAtMs: number, now: number) =>
      listOverdueness(
        { createdAtMs: start - 300 * day, backfilledAtMs: start - 300 * day, sweptAtMs },
        lastActivityAtMs,
        now,
      );
    expect(list(start, start, start + 10 * minute - 1)).toBeLessThan(1);
    expect(list(start, start, start + 10 * minute + 1)).toBeGreaterThan(1);
    expect(list(start - 99 * day, start, start + day / 4 - 1)).toBeLessThan(1);
    expect(list(start - 99 * day, start, start + day / 4 + 1)).toBeGreaterThan(1);
  });

  it("keeps a hundred hot and cold threads on time with two requests a minute", () => {
    const isHot = (id: number) => id < 10;
    const longest = simulate((id) => (isHot(id) ? 0 : 300 * day), { count: 100, readsAMinute: 2, days: 3 });
    expect(Math.max(...longest.filter((_, id) => isHot(id)))).toBeLessThanOrEqual(15 * minute);
    expect(Math.max(...longest.filter((_, id) => !isHot(id)))).toBeLessThanOrEqual(1.1 * day);
  });

  it("grows in proportion if the budget is too small, so neither hot nor cold threads starve", () => {
    const isHot = (id: number) => id < 60;
    const longest = simulate((id) => (isHot(id) ? 0 : 300 * day), { count: 100, readsAMinute: 1, days: 10 });
    expect(Math.max(...longest.filter((_, id) => isHot(id)))).toBeLessThanOrEqual(90 * minute);
    expect(Math.max(...longest.filter((_, id) => !isHot(id)))).toBeLessThanOrEqual(7 * day);
    expect(Math.min(...longest)).toBeGreaterThan(0);
  });
});
