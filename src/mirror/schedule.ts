import PQueue from "p-queue";
import { SourceError } from "../errors.ts";
import type { Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { MirrorContext } from "./context.ts";
import type { Deliveries } from "./deliveries.ts";
import { isOfBackfill, isSingle, planMembers } from "./members.ts";
import { firstSweepMs, overdueness, waitedTimes } from "./overdue.ts";
import { pollSite } from "./poll.ts";
import { Postponed } from "./postponed.ts";
import { sweepThread } from "./sweep.ts";

export interface ScheduleOptions {
  readonly pollIntervalMs: number;
  /** Time between two requests that the site's budget allows. */
  readonly requestSpacingMs: number;
}

/** Between two attempts at what the site fails at every time. */
const longestDelayMs = 10 * 60_000;

/** One reading that could be next. */
interface Candidate {
  readonly key: string;
  /** How many times its interval it has waited; due from 1 on. */
  readonly waited: number;
  /** `again` when there is more to read than one turn allows. */
  readonly read: () => Promise<"done" | "again">;
}

const priorities = { poll: 3, arrive: 2, begin: 1, sweep: 0 } as const;

/**
 * The reading of one site, one step at a time so that no comment falls between a thread's first reading and the next poll:
 * polls on time, then the new posts that they found, new follows at once, sweeps in the gaps.
 */
export class SiteSchedule {
  readonly #context: MirrorContext;
  readonly #source: Source;
  readonly #deliveries: Deliveries;
  readonly #options: ScheduleOptions;
  readonly #steps = new PQueue({ concurrency: 1 });
  readonly #stopping = new AbortController();
  readonly #postponed: Postponed;
  /** Follows whose threads are being planned. */
  readonly #beginning = new Set<number>();
  #isPollQueued = false;
  /** Of the clock that nobody sets. */
  #nextPollAtMs = 0;

  constructor(context: MirrorContext, source: Source, deliveries: Deliveries, options: ScheduleOptions) {
    this.#context = context;
    this.#source = source;
    this.#deliveries = deliveries;
    this.#options = options;
    this.#postponed = new Postponed(options.pollIntervalMs, Math.max(options.pollIntervalMs, longestDelayMs));
  }

  async start(): Promise<void> {
    for (const follow of await this.#follows()) {
      if (follow.backfilledAtMs === undefined) this.begin(follow);
    }
    void this.#keepPolling();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#steps.clear();
    await this.#steps.onIdle();
  }

  /** Plans a follow's threads and reads them for the first time; what fails is tried again. */
  begin(follow: Follow): void {
    if (this.#beginning.has(follow.id)) return;
    this.#beginning.add(follow.id);
    this.#step("begin", async () => {
      try {
        await this.#attempt(followKey(follow.id), () => this.#plan(follow));
      } finally {
        this.#beginning.delete(follow.id);
      }
    });
  }

  /** Why a follow or one of its threads could not be read when it was last tried; `undefined` when nothing failed. */
  errorOf(followId: number, threadIds: readonly number[]): unknown {
    const keys = [followKey(followId), ...threadIds.map(threadKey)];
    return keys.map((key) => this.#postponed.errorOf(key)).find((error) => error !== undefined);
  }

  async #plan(follow: Follow): Promise<"done"> {
    const { store } = this.#context;
    // The cursor must be older than the first reading, or a comment could fall between them.
    if ((await store.cursors.get(this.#source.site.name)) === undefined) await this.#poll();
    await planMembers(this.#context, follow, this.#source, "member");
    for (const { id, floorMs, state } of await store.threads.ofFollow(follow.id)) {
      if (floorMs !== undefined || state === "skipped") continue;
      this.#step("begin", () => this.#attempt(threadKey(id), () => this.#sweep(id)));
    }
    return "done";
  }

  async #keepPolling(): Promise<void> {
    const { clock } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#nextPollAtMs = clock.elapsedMs() + this.#options.pollIntervalMs;
      if ((await this.#follows()).length === 0)
        await this.#context.store.cursors.remove(this.#source.site.name);
      else if (!this.#isPollQueued) {
        this.#isPollQueued = true;
        this.#step("poll", async () => {
          try {
            await this.#poll();
          } finally {
            // Before another poll is queued: where polls take longer than their interval, sweeps would never come.
            await this.#sweepNext({ isOwed: true });
            this.#isPollQueued = false;
          }
        });
      }
      await clock.sleep(this.#nextPollAtMs - clock.elapsedMs(), signal);
    }
  }

  async #poll(): Promise<void> {
    const { store, clock } = this.#context;
    for (const id of await pollSite(this.#context, this.#source)) {
      if ((await store.threads.get(id))?.floorMs !== undefined) this.#deliveries.wake(id);
      else if (this.#postponed.isDue(threadKey(id), clock.elapsedMs()))
        this.#step("arrive", () => this.#attempt(threadKey(id), () => this.#sweep(id)));
    }
  }

  /** What has waited longest, if it fits before the next poll; it asks for another when it is done. */
  async #sweepNext({ isOwed } = { isOwed: false }): Promise<void> {
    const { clock } = this.#context;
    if (!isOwed && clock.elapsedMs() + this.#options.requestSpacingMs > this.#nextPollAtMs) return;
    // While the site is left alone every attempt would only fail.
    if (this.#source.health().pausedUntilMs !== undefined) return;
    const due = (await this.#candidates(clock.now()))
      .filter(({ key, waited }) => waited >= 1 && this.#postponed.isDue(key, clock.elapsedMs()))
      .sort((a, b) => b.waited - a.waited);
    const [next] = due;
    if (next === undefined) return;
    this.#step("sweep", async () => {
      try {
        await this.#attempt(next.key, next.read);
      } finally {
        await this.#sweepNext();
      }
    });
  }

  async #candidates(now: number): Promise<readonly Candidate[]> {
    const follows = (await this.#follows()).filter(
      (follow) =>
        follow.state === "active" &&
        !this.#beginning.has(follow.id) &&
        (follow.backfilledAtMs === undefined || !isSingle(follow)),
    );
    const threads = await this.#context.store.threads.toSweep(this.#source.site.name);
    return [
      ...follows.map((follow) => ({
        key: followKey(follow.id),
        waited:
          follow.backfilledAtMs === undefined
            ? Number.POSITIVE_INFINITY
            : waitedTimes(follow.sweptAtMs ?? 0, firstSweepMs, now),
        read: () => this.#readFollow(follow),
      })),
      ...threads.map((thread) => ({
        key: threadKey(thread.id),
        waited: overdueness(thread, now),
        read: () => this.#sweep(thread.id),
      })),
    ];
  }

  async #readFollow(follow: Follow): Promise<"done"> {
    if (follow.backfilledAtMs === undefined) return await this.#plan(follow);
    await planMembers(this.#context, follow, this.#source, "sweep");
    return "done";
  }

  async #sweep(threadId: number): Promise<"done" | "again"> {
    const { store, clock } = this.#context;
    const thread = await store.threads.get(threadId);
    const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
    // It may have been read since it was put into the queue.
    if (thread === undefined || follow === undefined || overdueness(thread, clock.now()) < 1) return "done";
    const isFirst = thread.floorMs === undefined;
    const priority = isFirst ? "member" : "sweep";
    const { hasWork, isFinished } = await sweepThread(this.#context, follow, thread, this.#source, priority);
    if (isFirst && isOfBackfill(follow, thread)) this.#deliveries.resume(thread.id);
    else if (isFirst || hasWork) this.#deliveries.wake(thread.id);
    return isFinished ? "done" : "again";
  }

  /** Reads once; what fails lets others go first. */
  async #attempt(key: string, read: () => Promise<"done" | "again">): Promise<void> {
    const { clock } = this.#context;
    try {
      if ((await read()) === "done") this.#postponed.succeeded(key);
      else this.#postponed.again(key, clock.elapsedMs());
    } catch (error) {
      this.#postponed.failed(key, error, clock.elapsedMs());
      throw error;
    }
  }

  async #follows(): Promise<readonly Follow[]> {
    return await this.#context.store.follows.ofSite(this.#source.site.name);
  }

  #step(kind: keyof typeof priorities, step: () => Promise<void>): void {
    if (this.#stopping.signal.aborted) return;
    const { log } = this.#context;
    const site = this.#source.site.name;
    void this.#steps.add(
      async () => {
        try {
          await step();
        } catch (error) {
          if (this.#stopping.signal.aborted) return;
          // The next poll or sweep repeats what failed; what was read so far is kept.
          if (error instanceof SourceError)
            log.warn({ err: error, site, step: kind }, "a site could not be read");
          else log.error({ err: error, site, step: kind }, "reading a site failed");
        }
      },
      { priority: priorities[kind] },
    );
  }
}

function followKey(id: number): string {
  return `follow ${id}`;
}

function threadKey(id: number): string {
  return `thread ${id}`;
}
