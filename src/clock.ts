import { setTimeout as delay } from "node:timers/promises";

/** Time as the bot sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment of this process: it goes on evenly while `now` is set forth and back. */
  elapsedMs(): number;
  /** Resolves after this many milliseconds (weeks at most); at once when aborted or when none are left. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Timers take no more: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestSleepMs = 2 ** 31 - 1;

/**
 * Whether a moment is longer past than that. One that is still to come was noted before the clock was set back, and counts as long past: nothing
 * may wait for it.
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
