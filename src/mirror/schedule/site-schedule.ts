import type { Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import { readWishes } from "../follows/wishes.ts";
import { Absences } from "../reading/absences.ts";
import { pollSite } from "../reading/poll.ts";
import { Refusals } from "../reading/refusals.ts";
import type { SweptThread } from "../reading/sweep.ts";
import { chooseSweep, followKey, type Sweep, threadKey } from "./choose-sweep.ts";
import { planOrReport } from "./plan-or-report.ts";
import { Postponed, type ReadingResult } from "./postponed.ts";
import { SharedReadings } from "./shared-readings.ts";
import { Steps } from "./steps.ts";
import { sweepIfDue } from "./sweep-if-due.ts";

export interface ScheduleOptions {
  readonly pollIntervalMs: number;
  /** Time between two requests that the site's budget allows. */
  readonly requestSpacingMs: number;
  /** Called when nothing is due any more. */
  readonly onRest: () => void;
}

/** The longest time between two attempts at something that keeps failing. */
const longestDelayMs = 10 * 60_000;

/**
 * Reads one site, one step at a time, so no comment falls between a thread's first reading and the next poll. Polls run on time,
 * then the new posts they found, then new follows, and sweeps in the gaps.
 */
export class SiteSchedule {
  readonly #context: MirrorContext;
  readonly #source: Source;
  readonly #deliveries: Deliveries;
  readonly #options: ScheduleOptions;
  readonly #steps: Steps;
  readonly #postponed: Postponed;
  readonly #readings: SharedReadings;
  readonly #reader: Omit<SweptThread, "wishes" | "thread">;
  /** Follows whose threads are being planned. */
  readonly #beginning = new Set<number>();
  #isPollQueued = false;
  /** In elapsed time. */
  #nextPollAtMs = 0;

  constructor(context: MirrorContext, source: Source, deliveries: Deliveries, options: ScheduleOptions) {
    const { minPollMs, requestsPerMinute = Number.POSITIVE_INFINITY } = source.capabilities;
    const pollIntervalMs = Math.max(options.pollIntervalMs, minPollMs);
    const requestSpacingMs = Math.max(options.requestSpacingMs, 60_000 / requestsPerMinute);
    this.#context = context;
    this.#source = source;
    this.#deliveries = deliveries;
    this.#options = { ...options, pollIntervalMs, requestSpacingMs };
    this.#steps = new Steps(context, source.site.name, options.onRest);
    this.#readings = new SharedReadings(source);
    this.#reader = { source: this.#readings.source, refusals: new Refusals(), absences: new Absences() };
    this.#postponed = new Postponed(context.clock, {
      firstMs: pollIntervalMs,
      longestMs: Math.max(pollIntervalMs, longestDelayMs),
    });
  }

  async start(): Promise<void> {
    for (const follow of await this.#follows()) {
      if (follow.backfilledAtMs === undefined) this.begin(follow);
    }
    void this.#keepPolling();
  }

  async stop(): Promise<void> {
    await this.#steps.stop();
  }

  /** Plans a follow's threads and reads them for the first time. Failures are tried again. */
  begin(follow: Follow): void {
    if (this.#beginning.has(follow.id)) return;
    this.#beginning.add(follow.id);
    this.#steps.add("begin", async () => {
      try {
        await this.#postponed.attempt(followKey(follow.id), () => this.#plan(follow));
      } finally {
        this.#beginning.delete(follow.id);
      }
    });
  }

  /** The error of the last reading of a follow or one of its threads; `undefined` if it worked. */
  errorOf(followId: number, threadIds: readonly number[]): unknown {
    const keys = [followKey(followId), ...threadIds.map(threadKey)];
    return keys.map((key) => this.#postponed.errorOf(key)).find((error) => error !== undefined);
  }

  async #plan(follow: Follow): Promise<"done"> {
    const { store } = this.#context;
    // The cursor must be older than the first reading, or a comment could fall between them.
    if ((await store.cursors.get(this.#source.site.name)) === undefined) await this.#poll();
    await planOrReport(this.#context, this.#reader, follow, "member");
    for (const { thread, floorMs, state } of await store.shares.ofFollow(follow.id)) {
      // A thread that is read from another site with the same records gets its first reading from that site's sweeps.
      const isReadHere = thread.site === this.#source.site.name && thread.mergingInto === undefined;
      if (floorMs !== undefined || state === "skipped" || thread.state === "gone" || !isReadHere) continue;
      this.#steps.add("begin", () => this.#readThread(thread.id));
    }
    return "done";
  }

  async #keepPolling(): Promise<void> {
    const { clock, log } = this.#context;
    const { signal } = this.#steps;
    while (!signal.aborted) {
      this.#nextPollAtMs = clock.elapsedMs() + this.#options.pollIntervalMs;
      try {
        await this.#pollIfFollowed();
      } catch (err) {
        // A store that cannot be read reports that itself.
        log.debug({ err, site: this.#source.site.name }, "the follows of a site could not be looked up");
      }
      await clock.sleep(this.#nextPollAtMs - clock.elapsedMs(), signal);
    }
  }

  async #pollIfFollowed(): Promise<void> {
    if ((await this.#follows()).length === 0)
      await this.#context.store.cursors.remove(this.#source.site.name);
    else if (!this.#isPollQueued) this.#queuePoll();
  }

  #queuePoll(): void {
    this.#isPollQueued = true;
    this.#steps.add("poll", async () => {
      try {
        await this.#poll();
      } finally {
        try {
          // Before another poll is queued: if polls take longer than their interval, sweeps would otherwise never run.
          await this.#sweepNext({ isOwed: true });
        } finally {
          this.#isPollQueued = false;
        }
      }
    });
  }

  async #poll(): Promise<void> {
    this.#readings.forget();
    for (const thread of await pollSite(this.#context, this.#source)) {
      const { id, site } = thread;
      const { shares } = await readWishes(this.#context, thread);
      if (shares.some(({ floorMs }) => floorMs !== undefined) || shares.length === 0)
        this.#deliveries.wake(thread);
      const isUnread = shares.some(({ floorMs }) => floorMs === undefined) && site === this.#source.site.name;
      if (isUnread && this.#postponed.isDue(threadKey(id)))
        this.#steps.add("arrive", () => this.#readThread(id));
    }
  }

  /** Reads what has waited longest, if it fits before the next poll, and then asks for another. */
  async #sweepNext({ isOwed } = { isOwed: false }): Promise<void> {
    const { clock } = this.#context;
    if (!isOwed && clock.elapsedMs() + this.#options.requestSpacingMs > this.#nextPollAtMs) return;
    // While the site is paused, every attempt would fail.
    const { pausedUntilMs, isSparing } = this.#source.health();
    if (pausedUntilMs !== undefined || isSparing) return;
    const next = await chooseSweep(this.#context, {
      source: this.#source,
      beginning: this.#beginning,
      isDue: (key) => this.#postponed.isDue(key),
    });
    if (next === undefined) return;
    this.#steps.add("sweep", async () => {
      try {
        await this.#postponed.attempt(next.key, () => this.#sweep(next));
      } finally {
        await this.#sweepNext();
      }
    });
  }

  async #sweep(sweep: Sweep): Promise<ReadingResult> {
    if (sweep.kind === "thread")
      return await sweepIfDue(this.#context, this.#reader, this.#deliveries, sweep.threadId);
    const { follow } = sweep;
    if (follow.backfilledAtMs === undefined) return await this.#plan(follow);
    await planOrReport(this.#context, this.#reader, follow, "sweep");
    return "done";
  }

  async #readThread(id: number): Promise<void> {
    await this.#postponed.attempt(threadKey(id), () =>
      sweepIfDue(this.#context, this.#reader, this.#deliveries, id),
    );
  }

  async #follows(): Promise<readonly Follow[]> {
    return await this.#context.store.follows.ofSite(this.#source.site.name);
  }
}
