import { isLongPast } from "../../clock.ts";
import type { Capabilities } from "../../sources/capabilities.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";

const minute = 60_000;
const firstSweepMs = 10 * minute;
const lastSweepMs = 24 * 60 * minute;
/** A closed thread gets no new comments. Only edits, deletions and a reopening are noticed later. */
const lastClosedSweepMs = 7 * lastSweepMs;
/** Only the list shows that a sequence has another post, or that a post got a tag. */
const lastListMs = 6 * 60 * minute;
/** A thread quiet for an hour is read again after this share of the hour. */
const sweepShare = 1 / 6;

/**
 * Returns how many intervals a thread has waited for its sweep; it is due from 1 on. The interval is minutes while the thread is
 * hot. It grows to a day when the thread is cold, or a week if the site no longer takes comments. If a sweep can show only
 * comments that polls missed, the interval is the longest from the start. Threads that were never read come first.
 */
export function overdueness(thread: MirroredThread, capabilities: Changes, nowMs: number): number {
  if (thread.sweptAtMs === undefined) return Number.POSITIVE_INFINITY;
  const longestMs = thread.isClosed ? lastClosedSweepMs : lastSweepMs;
  const intervalMs = showsChanges(capabilities) ? intervalOf(thread, longestMs, nowMs) : longestMs;
  return waitedTimes(thread.sweptAtMs, intervalMs, nowMs);
}

type Changes = Pick<Capabilities, "edits" | "deletions" | "scores">;

/** Tells whether reading a thread again can show changes of comments that polls do not report. */
function showsChanges({ edits, deletions, scores }: Changes): boolean {
  return edits === "in-thread" || deletions !== "never" || scores.comments;
}

/** The same for the list of a follow's posts, which is as hot as the hottest of its threads and never cold. */
export function listOverdueness(
  follow: Pick<Follow, "createdAtMs" | "backfilledAtMs" | "sweptAtMs">,
  activityAtMs: number | undefined,
  nowMs: number,
): number {
  if (follow.backfilledAtMs === undefined) return Number.POSITIVE_INFINITY;
  const lastActivityAtMs = Math.max(follow.createdAtMs, activityAtMs ?? 0);
  return waitedTimes(follow.sweptAtMs ?? 0, intervalOf({ lastActivityAtMs }, lastListMs, nowMs), nowMs);
}

function intervalOf(
  { lastActivityAtMs }: Pick<MirroredThread, "lastActivityAtMs">,
  longestMs: number,
  nowMs: number,
): number {
  return Math.min(longestMs, Math.max(firstSweepMs, (nowMs - lastActivityAtMs) * sweepShare));
}

/** Returns how many intervals have passed since a moment; one if the clock was set back to before it. */
function waitedTimes(sinceMs: number, intervalMs: number, nowMs: number): number {
  return isLongPast(sinceMs, intervalMs, nowMs)
    ? Math.max(1, (nowMs - sinceMs) / intervalMs)
    : (nowMs - sinceMs) / intervalMs;
}
