import { jittered, type Waits } from "../backoff.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { News } from "../news/news.ts";
import { type LastingLease, type Leases, processUnit } from "../store/leases/leases.ts";
import { type Situation, unitsToTake, unitToGiveBack } from "./division.ts";
import { HeldLease } from "./held.ts";
import { Renewals } from "./renewals.ts";
import { Rests } from "./rests.ts";
import { snapshotOf, type UnitsSnapshot } from "./snapshot.ts";
import { type TakeUnit, Work } from "./work.ts";

export interface UnitsOptions {
  readonly leases: Leases;
  readonly take: TakeUnit;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Where processes tell one another that a unit is free. Without such news, they notice at their next look. */
  readonly news: Pick<News, "tell" | "on">;
  readonly waits?: UnitsWaits;
}

export interface UnitsWaits {
  /** How often to look at the leases of all processes. */
  readonly lookMs: number;
  /** How long every unit of a kind must have had its holder before one is given back. */
  readonly settleMs: number;
  /** The waits before a unit whose work could not begin is tried again. */
  readonly retry: Waits;
}

/** Discord lets a shard begin every five seconds, so shards do not move faster. */
const usualWaits: UnitsWaits = {
  lookMs: 1_000,
  settleMs: 5_000,
  retry: { firstMs: 1_000, longestMs: 60_000 },
};

/**
 * The units of work that this process does. It takes free ones up to its share, gives some back when other processes join, and takes over
 * those of processes that end.
 */
export class Units {
  readonly #options: UnitsOptions;
  readonly #waits: UnitsWaits;
  readonly #renewals: Renewals;
  readonly #works = new Map<string, Work>();
  readonly #rests: Rests;
  readonly #stopping = new AbortController();
  readonly #outdated = new AbortController();
  readonly #tended = new Set<Promise<void>>();
  #wanted: ReadonlySet<string> = new Set();
  #leases: readonly LastingLease[] = [];
  #nap = new AbortController();
  #sharing: Promise<void> | undefined;
  #stopListening: (() => void) | undefined;

  constructor(options: UnitsOptions) {
    this.#options = options;
    this.#waits = options.waits ?? usualWaits;
    this.#rests = new Rests(options, this.#waits.retry);
    this.#renewals = new Renewals(options, () => [...this.#works.values()].map(({ held }) => held));
  }

  /** Aborts if the processes have agreed on another number of shards: this one must then restart to take part. */
  get outdated(): AbortSignal {
    return this.#outdated.signal;
  }

  /** Joins the other processes. */
  start(units: Iterable<string>): void {
    this.#wanted = new Set(units);
    this.#renewals.start();
    this.#stopListening = this.#options.news.on("leases", () => this.#lookNow());
    this.#sharing = this.#keepSharing();
    this.#options.news.tell("leases");
  }

  setUnits(units: Iterable<string>): void {
    this.#wanted = new Set(units);
    this.#lookNow();
  }

  /** Counts the processes that live or are still handing over their units, including this one. */
  processes(): number {
    const others = this.#leases.filter(
      ({ unit, holder }) => this.#wanted.has(unit) || unit === processUnit(holder),
    );
    return new Set([this.#options.leases.holder, ...others.map(({ holder }) => holder)]).size;
  }

  snapshot(): UnitsSnapshot {
    return snapshotOf(this.#wanted, this.#leases, this.#options.leases.holder);
  }

  /** Leaves: ends the work of one unit after another, and hands each over. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopListening?.();
    this.#nap.abort();
    await this.#sharing;
    // Leave first, so that the others know that they may take the units.
    const left = this.#renewals.leave();
    for (const work of this.#works.values()) {
      work.askToEnd();
      await work.ending;
    }
    await Promise.all([...this.#tended, left]);
    await this.#renewals.stop();
    this.#options.news.tell("leases");
  }

  #lookNow(): void {
    this.#nap.abort();
  }

  async #keepSharing(): Promise<void> {
    const { clock, log, random } = this.#options;
    while (!this.#stopping.signal.aborted) {
      this.#nap = new AbortController();
      try {
        await this.#share();
      } catch (err) {
        // Renewals fail too, and report it.
        log.debug({ err }, "the leases could not be read");
      }
      if (this.#stopping.signal.aborted) return;
      await clock.sleep(jittered(this.#waits.lookMs, random), this.#nap.signal);
    }
  }

  async #share(): Promise<void> {
    const { leases, log } = this.#options;
    this.#leases = await leases.all();
    const given = unitToGiveBack(this.#situation());
    if (given !== undefined) {
      log.info({ unit: given }, "giving a unit back");
      this.#rests.add(given, this.#waits.settleMs);
      this.#works.get(given)?.askToEnd();
    }
    for (const unit of unitsToTake(this.#situation(), (free) => this.#rests.has(free))) {
      if (this.#stopping.signal.aborted) return;
      await this.#take(unit);
    }
  }

  async #take(unit: string): Promise<void> {
    const { leases, take, clock, log } = this.#options;
    const askedAtMs = clock.elapsedMs();
    const grant = await leases.take(unit);
    if (grant === "outdated") this.#outdated.abort();
    if (grant === "taken" || grant === "outdated") return;
    log.info({ unit, epoch: grant.epoch }, "took a unit");
    const work = new Work(new HeldLease(grant, askedAtMs + this.#renewals.usableMs, clock), take, log);
    this.#works.set(unit, work);
    const tended = this.#tend(work).finally(() => this.#tended.delete(tended));
    this.#tended.add(tended);
  }

  /** Waits for the end of a unit's work, and hands it over unless it is lost. */
  async #tend(work: Work): Promise<void> {
    const { leases, log, news } = this.#options;
    const { held } = work;
    const { unit } = held;
    const ended = new AbortController();
    void held.watch(ended.signal);
    const ending = await work.ending;
    ended.abort();
    const isLost = held.lost.aborted;
    if (isLost) log.warn({ unit, epoch: held.epoch }, "a unit was lost; its work has ended");
    else if (ending !== "broken") await leases.release(held.grant).catch(() => undefined);
    this.#works.delete(unit);
    if (ending === "ended") this.#rests.forgetFailures(unit);
    else this.#rests.addAfterFailure(unit);
    // Some of the work may go on, so nobody else may begin it before the lease ends.
    if (ending === "broken") this.#rests.add(unit, Math.min(leases.leaseMs, this.#waits.retry.longestMs));
    if (!isLost) news.tell("leases");
    this.#lookNow();
  }

  #situation(): Situation {
    const works = [...this.#works.values()];
    const unitsOf = (chosen: readonly Work[]) => new Set(chosen.map(({ held }) => held.unit));
    return {
      holder: this.#options.leases.holder,
      wanted: this.#wanted,
      working: unitsOf(works.filter(({ isEnding }) => !isEnding)),
      ending: unitsOf(works.filter(({ isEnding }) => isEnding)),
      leases: this.#leases,
      settleMs: this.#waits.settleMs,
      random: this.#options.random,
    };
  }
}
