import type { Clock } from "../../../src/clock.ts";

export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** Short pauses, such as those between two requests, pass at once. */
const momentMs = 1_000;

/** A clock that stands still until a test moves it. */
export function manualClock(): ManualClock {
  let nowMs = Date.now();
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    now: () => nowMs,
    elapsedMs: () => nowMs,
    async sleep(ms, signal) {
      if (ms <= momentMs || signal?.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      const sleeper = { atMs: nowMs + ms, wake };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
      await promise;
      signal?.removeEventListener("abort", wake);
      sleepers.delete(sleeper);
    },
    advance(ms) {
      nowMs += ms;
      for (const { atMs, wake } of sleepers) if (atMs <= nowMs) wake();
    },
  };
}
