interface Failure {
  readonly count: number;
  readonly untilMs: number;
  readonly error: unknown;
}

/**
 * What failed gets its next turn later, twice as late after every failure, so that it never keeps others from theirs. Moments are those of the
 * clock that nobody sets.
 */
export class Postponed {
  readonly #failures = new Map<string, Failure>();
  readonly #firstMs: number;
  readonly #lastMs: number;

  constructor(firstMs: number, lastMs: number) {
    this.#firstMs = firstMs;
    this.#lastMs = lastMs;
  }

  failed(key: string, error: unknown, nowMs: number): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const delayMs = Math.min(this.#lastMs, this.#firstMs * 2 ** Math.min(count - 1, 20));
    this.#failures.set(key, { count, untilMs: nowMs + delayMs, error });
  }

  /** It did not fail, but others go first. */
  again(key: string, nowMs: number): void {
    this.#failures.set(key, { count: 0, untilMs: nowMs + this.#firstMs, error: undefined });
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  isDue(key: string, nowMs: number): boolean {
    return nowMs >= (this.#failures.get(key)?.untilMs ?? 0);
  }

  /** Why the latest attempt failed; `undefined` when it did not. */
  errorOf(key: string): unknown {
    return this.#failures.get(key)?.error;
  }
}
