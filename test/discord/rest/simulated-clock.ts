import type { Clock } from "../../../src/clock.ts";

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock that jumps to the next waking moment as soon as everyone sleeps. */
export class SimulatedClock implements Clock {
  #nowMs = 0;
  #sleepers: readonly Sleeper[] = [];

  readonly now = (): number => this.#nowMs;

  readonly elapsedMs = (): number => this.#nowMs;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const sleeper = { atMs: this.#nowMs + Math.max(0, ms), wake: resolve };
      this.#sleepers = [...this.#sleepers, sleeper].sort((a, b) => a.atMs - b.atMs);
    });

  /** Lets time pass until no one sleeps, or for this long. */
  async run(ms = Number.POSITIVE_INFINITY): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [first, ...others] = this.#sleepers;
      if (first === undefined || first.atMs > untilMs) break;
      this.#sleepers = others;
      this.#nowMs = first.atMs;
      first.wake();
    }
    if (untilMs < Number.POSITIVE_INFINITY) this.#nowMs = untilMs;
  }
}
