import { isLongPast } from "../../clock.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";

const minute = 60_000;
export const firstSweepMs = 10 * minute;
const lastSweepMs = 24 * 60 * minute;
/** A thread quiet for an hour is read again after this share of the hour. */
const sweepShare = 1 / 6;

/**
 * How many times its interval a thread has waited for its sweep: due from 1 on. The interval is minutes while the thread is hot and up to a
 * day when it is cold; one never read is due before all others.
 */
export function overdueness(thread: MirroredThread, nowMs: number): number {
  if (thread.sweptAtMs === undefined) return Number.POSITIVE_INFINITY;
  const quietMs = nowMs - thread.lastActivityAtMs;
  const intervalMs = Math.min(lastSweepMs, Math.max(firstSweepMs, quietMs * sweepShare));
  return waitedTimes(thread.sweptAtMs, intervalMs, nowMs);
}

/** How many times an interval has passed since a moment; once when the clock was set back behind it. */
export function waitedTimes(sinceMs: number, intervalMs: number, nowMs: number): number {
  return isLongPast(sinceMs, intervalMs, nowMs)
    ? Math.max(1, (nowMs - sinceMs) / intervalMs)
    : (nowMs - sinceMs) / intervalMs;
}
