import type { Clock } from "../../src/clock.ts";

interface Sleeper {
  readonly untilMs: number;
  wake(): void;
}

/** Time that passes as usual and can be put forward: whoever should have woken meanwhile wakes. */
export class TravellingClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #aheadMs = 0;

  readonly now = (): number => Date.now() + this.#aheadMs;

  readonly elapsedMs = (): number => performance.now() + this.#aheadMs;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(sleeper);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      const sleeper = { untilMs: this.now() + ms, wake };
      this.#sleepers.add(sleeper);
      if (signal?.aborted) wake();
      signal?.addEventListener("abort", wake, { once: true });
    });

  travel(ms: number): void {
    this.#aheadMs += ms;
    for (const sleeper of [...this.#sleepers]) if (sleeper.untilMs <= this.now()) sleeper.wake();
  }
}
