import type { Clock } from "../../src/clock.ts";

interface Sleeper {
  readonly untilMs: number;
  wake(): void;
}

/** A clock that goes on as usual, whose time can be made to pass at once, and that can be set. */
export class MovableClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #passedMs = 0;
  #setAheadMs = 0;

  /** What a clock shows that nobody sets. */
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

  /** So much time passes: whoever should have woken meanwhile wakes. */
  travel(ms: number): void {
    this.#passedMs += ms;
    for (const sleeper of [...this.#sleepers]) if (sleeper.untilMs <= this.elapsedMs()) sleeper.wake();
  }

  /** Somebody sets it forward, or back when negative; no time passes. */
  set(ms: number): void {
    this.#setAheadMs += ms;
  }
}
