import { backoffMs, jittered, type Waits } from "../backoff.ts";
import type { Clock } from "../clock.ts";

/** Failures in a row after which the site is paused. */
const tolerated = 3;
const pauses: Waits = { firstMs: 30_000, longestMs: 15 * 60_000 };
/** A site that turns the bot away is left alone for at least this long, and longer each time. */
const blocks: Waits = { ...pauses, firstMs: 60_000 };
/** The longest pause at a time, even if a site asks for more; then the bot tries again. */
const longestAskedMs = 60 * 60_000;

/** Decides when a failing site is asked again. */
export class Pause {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  /** In elapsed time. */
  #untilMs = 0;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The moment until which the site is left alone; `undefined` if requests may leave. */
  get untilMs(): number | undefined {
    const leftMs = this.#untilMs - this.#clock.elapsedMs();
    return leftMs > 0 ? this.#clock.now() + leftMs : undefined;
  }

  /** Notes a success without ending a pause: a request under way when the site asked for one may still succeed. */
  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= tolerated) this.#hold(backoffMs(pauses, this.#failures - tolerated));
  }

  /** Notes that the site turned the bot away, with or without saying for how long. */
  blocked(askedMs: number | undefined): void {
    this.#failures += 1;
    if (askedMs !== undefined) this.#untilMs = this.#clock.elapsedMs() + Math.min(askedMs, longestAskedMs);
    else this.#hold(backoffMs(blocks, this.#failures - 1));
  }

  #hold(ms: number): void {
    this.#untilMs = this.#clock.elapsedMs() + jittered(ms, this.#random);
  }
}
