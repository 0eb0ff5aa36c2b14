import type { Clock } from "../../clock.ts";

/** What came of a reading: `again` when there is more to read than one turn allows. */
export type ReadingResult = "done" | "again";

interface Failure {
  readonly count: number;
  /** Of the clock that nobody sets. */
  readonly untilMs: number;
  readonly error: unknown;
}

/** What failed gets its next turn later, twice as late after every failure, so that it never keeps others from theirs. */
export class Postponed {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failure>();
  readonly #firstMs: number;
  readonly #lastMs: number;

  constructor(clock: Clock, firstMs: number, lastMs: number) {
    this.#clock = clock;
    this.#firstMs = firstMs;
    this.#lastMs = lastMs;
  }

  /**
   * Reads once and notes what came of it.
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

  /** Why the latest attempt failed; `undefined` when it did not. */
  errorOf(key: string): unknown {
    return this.#failures.get(key)?.error;
  }

  #letOthersGoFirst(key: string): void {
    const untilMs = this.#clock.elapsedMs() + this.#firstMs;
    this.#failures.set(key, { count: 0, untilMs, error: undefined });
  }

  #putOff(key: string, error: unknown): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const delayMs = Math.min(this.#lastMs, this.#firstMs * 2 ** Math.min(count - 1, 20));
    this.#failures.set(key, { count, untilMs: this.#clock.elapsedMs() + delayMs, error });
  }
}
