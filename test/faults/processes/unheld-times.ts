import { setTimeout } from "node:timers/promises";
import pg from "pg";

const lookMs = 200;

/** Watches how long each unit is without a holder while the database answers. */
export class UnheldTimes {
  /** The longest time of each unit (ms). */
  readonly longestMs = new Map<string, number>();
  readonly #url: string;
  readonly #stopping = new AbortController();
  #watching: Promise<void> = Promise.resolve();

  /** @param url of the database */
  constructor(url: string) {
    this.#url = url;
  }

  /** @param units all that somebody should hold */
  watch(units: readonly string[]): void {
    this.#watching = this.#keepLooking(units);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  async #keepLooking(units: readonly string[]): Promise<void> {
    const unheldMs = new Map<string, number>();
    let lookedAtMs = performance.now();
    while (!this.#stopping.signal.aborted) {
      await setTimeout(lookMs);
      const held = await this.#held();
      const now = performance.now();
      for (const unit of units) {
        // The database's own downtime is not the processes'.
        if (held === undefined) continue;
        const ms = held.has(unit) ? 0 : (unheldMs.get(unit) ?? 0) + now - lookedAtMs;
        unheldMs.set(unit, ms);
        this.longestMs.set(unit, Math.max(ms, this.longestMs.get(unit) ?? 0));
      }
      lookedAtMs = now;
    }
  }

  async #held(): Promise<ReadonlySet<string> | undefined> {
    const client = new pg.Client({ connectionString: this.#url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ unit: string }>(
        "select unit from leases where expires_at > clock_timestamp()",
      );
      return new Set(rows.map(({ unit }) => unit));
    } catch {
      return undefined;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
