import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Leases } from "../store/leases/leases.ts";
import type { HeldLease } from "./held.ts";

/** Share of a lease that is used. The rest is for ending the work before another process may begin it. */
const usable = 0.8;
/** Number of renewals during a lease: two may fail. */
const renewals = 4;
const longestWaitMs = 60_000;

interface Options {
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
}

/** Renews the leases of this process, all with one statement. */
export class Renewals {
  /** How long a lease may be used after it was asked for or renewed (ms). */
  readonly usableMs: number;
  readonly #options: Options;
  readonly #held: () => readonly HeldLease[];
  readonly #stopping = new AbortController();
  #isLeaving = false;
  #isAway = false;
  /** The last renewal. Each waits for the one before; otherwise, one that began before the process left could make it join again. */
  #last: Promise<unknown> = Promise.resolve();
  #kept: Promise<void> | undefined;

  constructor(options: Options, held: () => readonly HeldLease[]) {
    this.#options = options;
    this.#held = held;
    this.usableMs = options.leases.leaseMs * usable;
  }

  start(): void {
    this.#kept = this.#keep();
  }

  /** Removes the process from those that share the units. Until it stops, its own units are still renewed. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.#renew();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#kept;
  }

  async #keep(): Promise<void> {
    const { clock, leases } = this.#options;
    const { signal } = this.#stopping;
    const waitMs = Math.min(leases.leaseMs / renewals, longestWaitMs);
    while (!signal.aborted) {
      const isRenewed = await this.#renew();
      await clock.sleep(isRenewed ? waitMs : waitMs / renewals, signal);
    }
  }

  /** Returns false if the database could not be reached. */
  #renew(): Promise<boolean> {
    const renewed = this.#last.then(() => this.#renewNow());
    this.#last = renewed;
    return renewed;
  }

  async #renewNow(): Promise<boolean> {
    const { leases, clock, log } = this.#options;
    const lasting = this.#held().filter((held) => held.remainingMs() > 0);
    // The database counts from a later moment, so the leases also end later there.
    const askedAtMs = clock.elapsedMs();
    try {
      const grants = lasting.map(({ grant }) => grant);
      const renewed = await leases.renew(grants, { isLeaving: this.#isLeaving });
      for (const held of lasting) {
        if (renewed.has(held.unit)) held.extend(askedAtMs + this.usableMs);
        else held.lose();
      }
      if (this.#isAway) log.info("leases can be renewed again");
      this.#isAway = false;
      return true;
    } catch (err) {
      log[this.#isAway ? "debug" : "warn"]({ err }, "leases cannot be renewed; trying again");
      this.#isAway = true;
      return false;
    }
  }
}
