import { backoffMs, type Waits } from "../../backoff.ts";
import type { Clock } from "../../clock.ts";

/** Outcome of a reading. `again`: there is more to read than one turn allows. */
export type ReadingResult = "done" | "again";

interface Failure {
  readonly count: number;
  /** In elapsed time. */
  readonly untilMs: number;
  readonly error: unknown;
}

/** Postpones failed readings, twice as long after every failure, so they never keep others from their turn. */
export class Postponed {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failure>();
  readonly #waits: Waits;

  constructor(clock: Clock, waits: Waits) {
    this.#clock = clock;
    this.#waits = waits;
  }

  /**
   * Reads once and notes the outcome.
   * @throws what the reading throws
   */
  async attempt(key: string, read: () => Promise<ReadingResult>): Promise<void> {
    try {
      if ((await read()) === "done") this.#failures.delete(key);
      else this.#letOthersGoFirst(key);
    } catch (error) {
      this.#putOff(key, error);
      throw error;
    }
  }

  isDue(key: string): boolean {
    return this.#clock.elapsedMs() >= (this.#failures.get(key)?.untilMs ?? 0);
  }

  /** The error of the latest attempt; `undefined` if it worked. */
  errorOf(key: string): unknown {
    return this.#failures.get(key)?.error;
  }

  #letOthersGoFirst(key: string): void {
    const untilMs = this.#clock.elapsedMs() + this.#waits.firstMs;
    this.#failures.set(key, { count: 0, untilMs, error: undefined });
  }

  #putOff(key: string, error: unknown): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const delayMs = backoffMs(this.#waits, count - 1);
    this.#failures.set(key, { count, untilMs: this.#clock.elapsedMs() + delayMs, error });
  }
}
