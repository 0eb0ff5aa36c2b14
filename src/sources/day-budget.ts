import type { Clock } from "../clock.ts";
import type { Priority } from "./source.ts";

const dayMs = 24 * 60 * 60_000;
/** The share of a day's requests that may be used before each kind must wait, so sweeps never use up the requests for polls. */
const shares: Readonly<Record<Priority, number>> = { poll: 1, member: 0.9, sweep: 0.6 };

/** Counts the requests of the last 24 hours. The count starts at zero when the process starts. */
export class DayBudget {
  readonly most: number | undefined;
  readonly #clock: Clock;
  /** Start times in elapsed time. */
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

  /** Returns how long a request of this priority must wait; `undefined` if it may leave now. */
  waitMs(priority: Priority): number | undefined {
    if (this.most === undefined) return undefined;
    const allowed = Math.max(1, Math.floor(this.most * shares[priority]));
    const start = this.used < allowed ? undefined : this.#starts[this.#starts.length - allowed];
    return start === undefined ? undefined : Math.max(1, start + dayMs - this.#clock.elapsedMs());
  }
}
