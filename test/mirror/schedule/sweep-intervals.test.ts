import { describe, expect, it } from "vitest";
import { listIntervalMs, threadIntervalMs } from "../../../src/mirror/schedule/sweep-intervals.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 0, 1);

const all = { edits: "in-thread", deletions: "by-id", scores: { posts: true, comments: true } } as const;
const none = { edits: "never", deletions: "never", scores: { posts: false, comments: false } } as const;

const open = (quietMs: number) => ({ isClosed: false, lastActivityAtMs: now - quietMs });
const closed = (quietMs: number) => ({ isClosed: true, lastActivityAtMs: now - quietMs });

describe("the interval between two readings of a thread", () => {
  it("is ten minutes while the thread is hot, grows as it cools, and is a day once it is cold", () => {
    const hours = [0, 1, 2, 24, 300 * 24];
    const intervals = hours.map((quiet) => threadIntervalMs(open(quiet * 60 * minute), all, now) / minute);
    expect(intervals).toEqual([10, 10, 20, 240, 1_440]);
  });

  it("is the same if the site takes no more comments, but a week once the thread is cold", () => {
    expect(threadIntervalMs(closed(0), all, now)).toBe(10 * minute);
    expect(threadIntervalMs(closed(300 * day), all, now)).toBe(7 * day);
  });

  it("is a day from the start if the site shows neither edits nor deletions nor scores there", () => {
    expect(threadIntervalMs(open(0), none, now)).toBe(day);
    expect(threadIntervalMs(open(0), { ...none, edits: "in-poll" }, now)).toBe(day);
    for (const shown of [
      { edits: "in-thread" },
      { deletions: "by-absence" },
      { scores: all.scores },
    ] as const)
      expect(threadIntervalMs(open(0), { ...none, ...shown }, now)).toBe(10 * minute);
  });

  it("is ten minutes for the list of a sequence or tag while one of its posts is hot, and six hours otherwise", () => {
    expect(listIntervalMs(now, now)).toBe(10 * minute);
    expect(listIntervalMs(now - 99 * day, now)).toBe(day / 4);
  });
});
