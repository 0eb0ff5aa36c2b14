import { backoffMs, jittered, type Waits } from "../backoff.ts";
import type { Clock } from "../clock.ts";

/** The units that this process leaves alone for a while. */
export class Rests {
  readonly #clock: Pick<Clock, "elapsedMs">;
  readonly #random: () => number;
  readonly #retry: Waits;
  readonly #untilMs = new Map<string, number>();
  readonly #failures = new Map<string, number>();

  constructor(
    { clock, random }: { readonly clock: Pick<Clock, "elapsedMs">; readonly random: () => number },
    retry: Waits,
  ) {
    this.#clock = clock;
    this.#random = random;
    this.#retry = retry;
  }

  has(unit: string): boolean {
    return (this.#untilMs.get(unit) ?? 0) > this.#clock.elapsedMs();
  }

  add(unit: string, ms: number): void {
    this.#untilMs.set(unit, Math.max(this.#clock.elapsedMs() + ms, this.#untilMs.get(unit) ?? 0));
  }

  /** Adds a rest that grows with each failure in a row. */
  addAfterFailure(unit: string): void {
    const failures = this.#failures.get(unit) ?? 0;
    this.#failures.set(unit, failures + 1);
    this.add(unit, jittered(backoffMs(this.#retry, failures), this.#random));
  }

  forgetFailures(unit: string): void {
    this.#failures.delete(unit);
  }
}
