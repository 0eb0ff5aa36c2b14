import type { Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import { readWishes } from "../follows/wishes.ts";
import { pollSite } from "../reading/poll.ts";
import { Postponed, type ReadingResult } from "./postponed.ts";
import { listKey, subjectKey } from "./reading-keys.ts";
import { SiteReader } from "./site-reader.ts";
import { Steps } from "./steps.ts";
import { type Sweep, SweepQueue } from "./sweep-queue.ts";

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
  readonly #queue: SweepQueue;
  readonly #reader: SiteReader;
  /** Keys of the lists from which new follows will be planned. */
  readonly #toBegin = new Set<string>();
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
    this.#queue = new SweepQueue(context, source);
    this.#reader = new SiteReader(context, source, deliveries, this.#queue);
    this.#postponed = new Postponed(context.clock, {
      firstMs: pollIntervalMs,
      longestMs: Math.max(pollIntervalMs, longestDelayMs),
    });
  }

  async start(): Promise<void> {
    await this.#queue.open();
    for (const follow of await this.#context.store.follows.unbegun(this.#site)) this.begin(follow);
    void this.#keepPolling();
  }

  async stop(): Promise<void> {
    await this.#steps.stop();
  }

  /**
   * Plans the threads of a follow, and of the target's other follows that have not begun, and reads them for the first time. Tries
   * again after failures.
   */
  begin(follow: Follow): void {
    const key = listKey(follow);
    if (this.#toBegin.has(key)) return;
    this.#toBegin.add(key);
    this.#steps.add("begin", async () => {
      // Before the follows are looked up: one that is added from here on needs a step of its own.
      this.#toBegin.delete(key);
      await this.#postponed.attempt(key, () => this.#plan(key));
    });
  }

  async sweepsDue(): Promise<number> {
    return await this.#queue.countDue();
  }

  /** The error of the last reading of a follow or one of its threads; `undefined` if it worked. */
  errorOf(follow: Follow, threads: readonly MirroredThread[]): unknown {
    const keys = [listKey(follow), ...threads.map(subjectKey)];
    return keys.map((key) => this.#postponed.errorOf(key)).find((error) => error !== undefined);
  }

  async #plan(key: string): Promise<"done"> {
    // The cursor must be older than the first reading, or a comment could fall between them.
    if ((await this.#context.store.cursors.get(this.#site)) === undefined) await this.#poll();
    for (const thread of await this.#reader.beginFollows(key))
      this.#steps.add("begin", () => this.#readNow(thread));
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
    const { cursors, follows } = this.#context.store;
    if (!(await follows.hasAny(this.#site))) await cursors.remove(this.#site);
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
    const touched = await pollSite(this.#context, this.#source);
    await this.#queue.hasten(touched);
    for (const thread of touched) {
      const { shares } = await readWishes(this.#context, thread);
      if (shares.some(({ floorMs }) => floorMs !== undefined) || shares.length === 0)
        this.#deliveries.wake(thread);
      const isUnread = shares.some(({ floorMs }) => floorMs === undefined) && thread.site === this.#site;
      if (isUnread && this.#postponed.isDue(subjectKey(thread)))
        this.#steps.add("arrive", () => this.#readNow(thread));
    }
  }

  /** Reads what has waited longest, if it fits before the next poll, and then asks for another. */
  async #sweepNext({ isOwed } = { isOwed: false }): Promise<void> {
    const { clock } = this.#context;
    if (!isOwed && clock.elapsedMs() + this.#options.requestSpacingMs > this.#nextPollAtMs) return;
    // While the site is paused, every attempt would fail.
    const { pausedUntilMs, isSparing } = this.#source.health();
    if (pausedUntilMs !== undefined || isSparing) return;
    const isDue = (key: string) => this.#postponed.isDue(key);
    const unbegun = await this.#context.store.follows.unbegun(this.#site);
    for (const follow of unbegun) if (isDue(listKey(follow))) this.begin(follow);
    const next = await this.#queue.next(isDue);
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
    if (sweep.kind === "subject") return await this.#reader.readSubject(sweep.subject, sweep.atMs);
    await this.#reader.readList(sweep.follow);
    return "done";
  }

  /** Reads a thread for the first time, with all others of its subject that must be read at once. */
  async #readNow(thread: MirroredThread): Promise<void> {
    const { subject } = thread;
    await this.#postponed.attempt(subjectKey(thread), () => this.#reader.readSubject(subject, 0));
  }

  get #site(): string {
    return this.#source.site.name;
  }
}
