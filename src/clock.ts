import { setTimeout as delay } from "node:timers/promises";

/** Time as the bot sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment in this process. Runs evenly even if `now` is set forward or back. */
  elapsedMs(): number;
  /** Resolves after this many milliseconds (weeks at most), or at once if aborted or if nothing is left to wait. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Timers allow no more: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestSleepMs = 2 ** 31 - 1;

/**
 * Returns whether a moment is more than `ms` in the past. A moment in the future was noted before the clock was set back. It counts as
 * long past, so nothing waits for it.
 */
export function isLongPast(momentMs: number, ms: number, nowMs: number): boolean {
  return momentMs > nowMs || nowMs - momentMs > ms;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(
        Math.min(Math.max(0, ms), longestSleepMs),
        undefined,
        signal === undefined ? {} : { signal },
      );
    } catch (error) {
      if (!(error instanceof Error && error.name === "AbortError")) throw error;
    }
  },
};
