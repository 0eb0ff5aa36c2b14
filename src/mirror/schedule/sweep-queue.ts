import { jittered } from "../../backoff.ts";
import type { Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ListPlace, ThreadPlace } from "../../store/threads/sweep-places.ts";
import type { MirrorContext } from "../context.ts";
import { listKey, subjectKey } from "./reading-keys.ts";
import {
  coldIntervalMs,
  hotIntervalMs,
  listIntervalMs,
  restShare,
  threadIntervalMs,
} from "./sweep-intervals.ts";

/** A reading in a gap between two polls: a subject for its comments, or a list of posts. One serves all threads and follows that need it. */
export type Sweep = { readonly key: string; readonly atMs: number } & (
  | { readonly kind: "subject"; readonly subject: MirroredThread["subject"] }
  | { readonly kind: "list"; readonly follow: Follow }
);

/** How far back to put a sweep that must wait, by the queue's clock. */
const standBackMs = 60_000;
/** Number of places to look at together. */
const batchLength = 20;

/**
 * A site's queue of sweeps. After each reading, a thread's next place is an interval later by the queue's own clock. That clock moves
 * only when a sweep is taken, to that sweep's place, so it runs as fast as the site's budget allows: with few threads, each is read
 * again as soon as its rest is over; with too many, all fall behind in proportion to their intervals, and none starves. Known as
 * self-clocked fair queueing (https://doi.org/10.1109/INFCOM.1994.337677).
 */
export class SweepQueue {
  readonly #context: Pick<MirrorContext, "store" | "clock" | "random">;
  readonly #source: Source;
  #nowMs = 0;

  constructor(context: Pick<MirrorContext, "store" | "clock" | "random">, source: Source) {
    this.#context = context;
    this.#source = source;
  }

  /** Sets the queue's clock to where the last process left it. */
  async open(): Promise<void> {
    this.#nowMs = (await this.#places.earliest(this.#site)) ?? 0;
  }

  /** Returns the first sweep; `undefined` if nothing is due. `isDue` returns false if the reading with a key is postponed. */
  async next(isDue: (key: string) => boolean): Promise<Sweep | undefined> {
    const seen = new Set<string>();
    for (;;) {
      const fresh = (await this.#firstPlaces()).filter((place) => !seen.has(nameOf(place)));
      if (fresh.length === 0) return undefined;
      for (const place of fresh) {
        const sweep = sweepOf(this.#site, place);
        if (place.isWanted && isDue(sweep.key)) {
          this.#nowMs = Math.max(this.#nowMs, sweep.atMs);
          return sweep;
        }
        seen.add(nameOf(place));
        await this.#standBack(place);
      }
    }
  }

  /** Counts the threads that a sweep should already have read. */
  async countDue(): Promise<number> {
    return await this.#places.countThreads(this.#site, this.#nowMs, this.#context.clock.now());
  }

  /** Lists the threads that a sweep of a subject must read: all of them, or those to be read at once. */
  async threadsOf(subject: MirroredThread["subject"], atMs: number): Promise<readonly MirroredThread[]> {
    const upToMs = atMs === 0 ? 0 : Number.MAX_SAFE_INTEGER;
    return await this.#places.threadsOf({ site: this.#site, subject }, upToMs);
  }

  /** Queues threads of one subject again after a reading. */
  async threadsRead(threads: readonly MirroredThread[]): Promise<void> {
    const { store, clock } = this.#context;
    const fresh = await Promise.all(threads.map(({ id }) => store.threads.get(id)));
    const intervals = fresh.flatMap((thread) =>
      thread === undefined ? [] : threadIntervalMs(thread, this.#source.capabilities, clock.now()),
    );
    if (intervals.length === 0) return;
    const ids = threads.map(({ id }) => id);
    const intervalMs = Math.min(...intervals);
    await this.#places.moveRead(ids, this.#after(intervalMs), intervalMs * restShare);
  }

  /** Queues lists of one target again after a reading. */
  async listsRead(follows: readonly Follow[]): Promise<void> {
    const { store, clock } = this.#context;
    const ids = follows.map(({ id }) => id);
    const createdAtMs = Math.max(0, ...follows.map((follow) => follow.createdAtMs));
    const lastActivityAtMs = Math.max(createdAtMs, (await store.shares.lastActivity(ids)) ?? 0);
    await this.#places.move("follows", ids, this.#after(listIntervalMs(lastActivityAtMs, clock.now())));
  }

  /** Puts threads behind others if they could not be read, or not completely. */
  async threadsPutOff(threads: readonly MirroredThread[]): Promise<void> {
    await this.#moveThreads(threads, this.#nowMs + standBackMs);
  }

  async listsPutOff(follows: readonly Follow[]): Promise<void> {
    const ids = follows.map(({ id }) => id);
    await this.#places.move("follows", ids, this.#nowMs + standBackMs);
  }

  /** Moves threads forward if something has just happened in them. */
  async hasten(threads: readonly MirroredThread[]): Promise<void> {
    const ids = threads.map(({ id }) => id);
    await this.#places.hasten(ids, this.#nowMs + hotIntervalMs);
  }

  /** Returns a place about an interval away, so that threads read together today do not all come back together tomorrow. */
  #after(intervalMs: number): number {
    return this.#nowMs + jittered(intervalMs, this.#context.random);
  }

  get #places(): MirrorContext["store"]["sweepPlaces"] {
    return this.#context.store.sweepPlaces;
  }

  get #site(): string {
    return this.#source.site.name;
  }

  async #firstPlaces(): Promise<readonly (ThreadPlace | ListPlace)[]> {
    const nowMs = this.#context.clock.now();
    const rest = { nowMs, restMs: hotIntervalMs };
    const threads = await this.#places.firstThreads(this.#site, nowMs, batchLength);
    const lists = await this.#places.firstLists(this.#site, rest, batchLength);
    return [...threads, ...lists].sort((a, b) => a.atMs - b.atMs);
  }

  async #standBack(place: ThreadPlace | ListPlace): Promise<void> {
    const fromMs = Math.max(this.#nowMs, place.atMs);
    const toMs = fromMs + (place.isWanted ? standBackMs : coldIntervalMs);
    if ("follow" in place) return await this.#places.move("follows", [place.follow.id], toMs);
    const { thread } = place;
    if (thread.state === "gone" || thread.mergingInto !== undefined) await this.#places.leave(thread.id);
    else if (place.isWanted) await this.#moveThreads(await this.#places.threadsOf(thread, fromMs), toMs);
    else await this.#moveThreads([thread], toMs);
  }

  async #moveThreads(threads: readonly MirroredThread[], toMs: number): Promise<void> {
    const ids = threads.map(({ id }) => id);
    await this.#places.move("threads", ids, toMs);
  }
}

function sweepOf(site: string, place: ThreadPlace | ListPlace): Sweep {
  const { atMs } = place;
  if ("follow" in place) {
    const { follow } = place;
    return { kind: "list", key: listKey(follow), atMs, follow };
  }
  const { subject } = place.thread;
  return { kind: "subject", key: subjectKey({ site, subject }), atMs, subject };
}

function nameOf(place: ThreadPlace | ListPlace): string {
  return "follow" in place ? `list ${place.follow.id}` : `thread ${place.thread.id}`;
}
