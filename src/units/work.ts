import { once } from "node:events";
import type { Log } from "../log.ts";
import type { Held, HeldLease } from "./held.ts";

/** Ends the work of a unit. Resolves when nothing more is done for it. */
export type EndWork = () => Promise<void>;

/**
 * Begins the work of a unit, and returns a function that ends it. If it fails, nothing must be left of the work.
 * @param signal aborts when the work is to end, even before it has begun
 */
export type TakeUnit = (held: Held, signal: AbortSignal) => Promise<EndWork>;

/** `ended`: as it was asked to. `failed`: it did not begin. `broken`: it did not end as it should, so some of it may go on. */
export type Ending = "ended" | "failed" | "broken";

/** The work of one unit, from its beginning until it is lost or asked to end. */
export class Work {
  readonly held: HeldLease;
  readonly ending: Promise<Ending>;
  readonly #asked = new AbortController();
  readonly #over: AbortSignal;

  constructor(held: HeldLease, take: TakeUnit, log: Log) {
    this.held = held;
    this.#over = AbortSignal.any([held.lost, this.#asked.signal]);
    this.ending = this.#run(take, log);
  }

  /** True from the moment when it is to end. */
  get isEnding(): boolean {
    return this.#over.aborted;
  }

  askToEnd(): void {
    this.#asked.abort();
  }

  async #run(take: TakeUnit, log: Log): Promise<Ending> {
    const { unit } = this.held;
    let end: EndWork;
    try {
      end = await take(this.held, this.#over);
    } catch (err) {
      if (this.#over.aborted) return "ended";
      log.error({ err, unit }, "the work of a unit could not begin");
      return "failed";
    }
    if (!this.#over.aborted) await once(this.#over, "abort");
    try {
      await end();
      return "ended";
    } catch (err) {
      log.error({ err, unit }, "the work of a unit did not end as it should");
      return "broken";
    }
  }
}
