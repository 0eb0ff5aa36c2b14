import type { Clock } from "../clock.ts";
import type { Priority } from "./source.ts";

const hourMs = 60 * 60_000;
const dayHours = 24;
/** How often to look at the requests of other processes. */
const lookIntervalMs = 60_000;
/** The share of a day's requests that may be used before each kind must wait, so sweeps never use up the requests for polls. */
const shares: Readonly<Record<Priority, number>> = { poll: 1, member: 0.9, sweep: 0.6 };

/** Keeps the number of requests to each site by the hour (whole hours since 1970), for all processes and across restarts. */
export interface RequestCounts {
  add(site: string, hour: number): Promise<void>;
  /** Returns the counts from an hour on. */
  since(site: string, hour: number): Promise<ReadonlyMap<number, number>>;
}

interface DayBudgetOptions {
  readonly site: string;
  readonly clock: Clock;
  /** Without it, the requests of this process count, since it started. */
  readonly counts?: RequestCounts | undefined;
}

/** Counts the requests of the last 24 hours: of this hour and the 23 before. */
export class DayBudget {
  readonly most: number | undefined;
  readonly #options: DayBudgetOptions;
  /** By hour. */
  #counted = new Map<number, number>();
  /** In elapsed time. */
  #lookAtMs = Number.NEGATIVE_INFINITY;

  constructor(most: number | undefined, options: DayBudgetOptions) {
    this.most = most;
    this.#options = options;
  }

  get used(): number {
    const hour = this.#hour;
    return [...this.#counted]
      .filter(([at]) => at > hour - dayHours && at <= hour)
      .reduce((sum, [, count]) => sum + count, 0);
  }

  /** Learns of the requests of other processes, and of earlier ones. If the counts cannot be read, those known so far hold. */
  async refresh(): Promise<void> {
    const { site, clock, counts } = this.#options;
    if (this.most === undefined || counts === undefined || clock.elapsedMs() < this.#lookAtMs) return;
    this.#lookAtMs = clock.elapsedMs() + lookIntervalMs;
    const known = await counts.since(site, this.#hour - dayHours).catch(() => undefined);
    if (known !== undefined) this.#counted = new Map(known);
  }

  /** Counts a request that is about to leave. A database that fails holds up no request. */
  async spend(): Promise<void> {
    const { site, counts } = this.#options;
    if (this.most === undefined) return;
    const hour = this.#hour;
    this.#counted.set(hour, (this.#counted.get(hour) ?? 0) + 1);
    await counts?.add(site, hour).catch(() => undefined);
  }

  /** Returns how long a request of this priority must wait; `undefined` if it may leave now. */
  waitMs(priority: Priority): number | undefined {
    if (this.most === undefined) return undefined;
    const allowed = Math.max(1, Math.floor(this.most * shares[priority]));
    let over = this.used - allowed + 1;
    if (over <= 0) return undefined;
    const hour = this.#hour;
    const inOrder = [...this.#counted].filter(([at]) => at > hour - dayHours).sort(([a], [b]) => a - b);
    for (const [at, count] of inOrder) {
      over -= count;
      if (over <= 0) return Math.max(1, (at + dayHours) * hourMs - this.#options.clock.now());
    }
    return undefined;
  }

  get #hour(): number {
    return Math.floor(this.#options.clock.now() / hourMs);
  }
}
