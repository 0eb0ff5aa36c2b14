import type { Capabilities } from "../../sources/capabilities.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";

const minute = 60_000;
/** The interval of a hot thread, and the shortest time between two readings of a list. */
export const hotIntervalMs = 10 * minute;
export const coldIntervalMs = 24 * 60 * minute;
/** A closed thread gets no new comments. Only edits, deletions and a reopening are noticed later. */
const closedIntervalMs = 7 * coldIntervalMs;
/** Only the list shows that a sequence has another post, or that a post got a tag. */
const coldListIntervalMs = 6 * 60 * minute;
/** A thread quiet for an hour is read again after this share of the hour. */
const quietShare = 1 / 6;
/** While the site's budget lasts, a thread is read again after this share of its interval. */
export const restShare = 1 / 10;

type Changes = Pick<Capabilities, "edits" | "deletions" | "scores">;

/**
 * Returns a thread's interval between sweeps (ms): minutes while it is hot, a day once it is cold, a week if the site no longer takes
 * comments there. If a sweep can show only comments that polls missed, the interval is the longest from the start.
 */
export function threadIntervalMs(
  { isClosed, lastActivityAtMs }: Pick<MirroredThread, "isClosed" | "lastActivityAtMs">,
  capabilities: Changes,
  nowMs: number,
): number {
  const longestMs = isClosed ? closedIntervalMs : coldIntervalMs;
  return showsChanges(capabilities) ? intervalMs(lastActivityAtMs, longestMs, nowMs) : longestMs;
}

/** Returns the interval of a list of posts, which is as hot as the hottest of its threads and never cold. */
export function listIntervalMs(lastActivityAtMs: number, nowMs: number): number {
  return intervalMs(lastActivityAtMs, coldListIntervalMs, nowMs);
}

/** Tells whether reading a thread again can show changes of comments that polls do not report. */
function showsChanges({ edits, deletions, scores }: Changes): boolean {
  return edits === "in-thread" || deletions !== "never" || scores.comments;
}

function intervalMs(lastActivityAtMs: number, longestMs: number, nowMs: number): number {
  return Math.min(longestMs, Math.max(hotIntervalMs, (nowMs - lastActivityAtMs) * quietShare));
}
