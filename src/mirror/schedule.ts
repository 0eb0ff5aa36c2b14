import PQueue from "p-queue";
import { SourceError } from "../errors.ts";
import type { Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { MirroredThread } from "../store/threads.ts";
import type { MirrorContext } from "./context.ts";
import type { Deliveries } from "./deliveries.ts";
import { isSingle, planMembers } from "./members.ts";
import { pollSite } from "./poll.ts";
import { sweepThread } from "./sweep.ts";

export interface ScheduleOptions {
  readonly pollIntervalMs: number;
  /** Time between two requests that the site's budget allows. */
  readonly requestSpacingMs: number;
}

const minute = 60_000;
const firstSweepMs = 10 * minute;
const lastSweepMs = 24 * 60 * minute;
/** A thread quiet for an hour is read again after this share of the hour. */
const sweepShare = 1 / 6;

const priorities = { poll: 2, begin: 1, sweep: 0 } as const;

/**
 * The reading of one site, one step at a time so that no comment falls between a thread's first reading and the next poll:
 * polls on time, new follows at once, sweeps in the gaps.
 */
export class SiteSchedule {
  readonly #context: MirrorContext;
  readonly #source: Source;
  readonly #deliveries: Deliveries;
  readonly #options: ScheduleOptions;
  readonly #steps = new PQueue({ concurrency: 1 });
  readonly #stopping = new AbortController();
  #isPollQueued = false;
  #nextPollAtMs = 0;

  constructor(context: MirrorContext, source: Source, deliveries: Deliveries, options: ScheduleOptions) {
    this.#context = context;
    this.#source = source;
    this.#deliveries = deliveries;
    this.#options = options;
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

  /** Plans a follow's threads and reads them for the first time. */
  begin(follow: Follow): void {
    this.#step("begin", async () => {
      // The cursor must be older than the first reading, or a comment could fall between them.
      if ((await this.#context.store.cursors.get(this.#source.site.name)) === undefined) await this.#poll();
      await planMembers(this.#context, follow, this.#source, "member");
      for (const thread of await this.#context.store.threads.ofFollow(follow.id)) {
        if (thread.floorMs !== undefined || thread.state === "skipped") continue;
        this.#step("begin", () => this.#sweep(follow.id, thread));
      }
    });
  }

  async #keepPolling(): Promise<void> {
    const { clock } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#nextPollAtMs = clock.now() + this.#options.pollIntervalMs;
      if ((await this.#follows()).length === 0)
        await this.#context.store.cursors.remove(this.#source.site.name);
      else if (!this.#isPollQueued) {
        this.#isPollQueued = true;
        this.#step("poll", async () => {
          this.#isPollQueued = false;
          await this.#poll();
          await this.#sweepNext();
        });
      }
      await clock.sleep(this.#nextPollAtMs - clock.now(), signal);
    }
  }

  async #poll(): Promise<void> {
    for (const id of await pollSite(this.#context, this.#source)) this.#deliveries.wake(id);
  }

  /** The sweep most overdue, if it fits before the next poll; it asks for another when it is done. */
  async #sweepNext(): Promise<void> {
    const { clock, store } = this.#context;
    if (clock.now() + this.#options.requestSpacingMs > this.#nextPollAtMs) return;
    const now = clock.now();
    for (const follow of await this.#follows()) {
      if (isSingle(follow) || follow.state !== "active" || follow.backfilledAtMs === undefined) continue;
      if (now - (follow.sweptAtMs ?? 0) < firstSweepMs) continue;
      this.#step("sweep", async () => {
        await planMembers(this.#context, follow, this.#source, "sweep");
        await this.#sweepNext();
      });
      return;
    }
    const due = (await store.threads.toSweep(this.#source.site.name)).find((thread) => isDue(thread, now));
    if (due === undefined) return;
    this.#step("sweep", async () => {
      await this.#sweep(due.followId, due);
      await this.#sweepNext();
    });
  }

  async #sweep(followId: number, thread: MirroredThread): Promise<void> {
    const follow = await this.#context.store.follows.get(followId);
    if (follow === undefined) return;
    const isFirst = thread.floorMs === undefined;
    const priority = isFirst ? "member" : "sweep";
    const { hasWork } = await sweepThread(this.#context, follow, thread, this.#source, priority);
    if (isFirst || hasWork) this.#deliveries.wake(thread.id);
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

/** Minutes while a thread is hot, up to a day when it is cold; at once when it was never read. */
function isDue(thread: MirroredThread, now: number): boolean {
  if (thread.sweptAtMs === undefined) return true;
  const quietMs = now - thread.lastActivityAtMs;
  const intervalMs = Math.min(lastSweepMs, Math.max(firstSweepMs, quietMs * sweepShare));
  return now - thread.sweptAtMs >= intervalMs;
}
