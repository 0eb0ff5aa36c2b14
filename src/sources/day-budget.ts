import type { Clock } from "../clock.ts";
import type { Priority } from "./source.ts";

const dayMs = 24 * 60 * 60_000;
/** How much of a day's requests may be gone before each has to wait, so that sweeps never take those of polls. */
const shares: Readonly<Record<Priority, number>> = { poll: 1, member: 0.9, sweep: 0.6 };

/** Counts the requests of the last 24 hours, as long as the process runs. */
export class DayBudget {
  readonly most: number | undefined;
  readonly #clock: Clock;
  /** Of the clock that nobody sets. */
  #starts: number[] = [];

  constructor(most: number | undefined, clock: Clock) {
    this.most = most;
    this.#clock = clock;
  }

  get used(): number {
    const since = this.#clock.elapsedMs() - dayMs;
    this.#starts = this.#starts.filter((start) => start > since);
    return this.#starts.length;
  }

  spend(): void {
    if (this.most !== undefined) this.#starts.push(this.#clock.elapsedMs());
  }

  /** How long such a request has to wait; `undefined` when it may leave. */
  waitMs(priority: Priority): number | undefined {
    if (this.most === undefined) return undefined;
    const allowed = Math.max(1, Math.floor(this.most * shares[priority]));
    const start = this.used < allowed ? undefined : this.#starts[this.#starts.length - allowed];
    return start === undefined ? undefined : Math.max(1, start + dayMs - this.#clock.elapsedMs());
  }
}
