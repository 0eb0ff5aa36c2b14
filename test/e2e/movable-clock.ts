import type { Clock } from "../../src/clock.ts";

interface Sleeper {
  readonly untilMs: number;
  wake(): void;
}

/** A clock that runs as usual, can jump forward at once, and can be set. */
export class MovableClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #passedMs = 0;
  #setAheadMs = 0;

  /** The time on a clock that no one sets. */
  readonly trueNow = (): number => Date.now() + this.#passedMs;

  readonly now = (): number => this.trueNow() + this.#setAheadMs;

  readonly elapsedMs = (): number => performance.now() + this.#passedMs;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(sleeper);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      const sleeper = { untilMs: this.elapsedMs() + ms, wake };
      this.#sleepers.add(sleeper);
      if (signal?.aborted) wake();
      signal?.addEventListener("abort", wake, { once: true });
    });

  /** Lets this much time pass, and wakes everyone who should have woken meanwhile. */
  travel(ms: number): void {
    this.#passedMs += ms;
    for (const sleeper of [...this.#sleepers]) if (sleeper.untilMs <= this.elapsedMs()) sleeper.wake();
  }

  /** Sets the clock forward, or back if negative; no time passes. */
  set(ms: number): void {
    this.#setAheadMs += ms;
  }
}
