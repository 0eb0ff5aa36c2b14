import type { Follow } from "../store/follow.ts";
import type { MirrorContext } from "./context.ts";
import { Deliveries, type ThreadInLine, type Turn } from "./delivery/deliveries.ts";
import { ThreadWriter } from "./delivery/thread-writer.ts";
import { UncertainSends } from "./delivery/uncertain-sends.ts";
import { type FollowProgress, progressOf } from "./follows/follow-progress.ts";
import { forgetPosted } from "./follows/forget-guild.ts";
import { GuildWatch } from "./follows/guild-watch.ts";
import { removeForumPosts } from "./follows/remove-forum-posts.ts";
import { takeBack } from "./follows/take-back.ts";
import { Tombstones } from "./follows/tombstones.ts";
import { OptOutWork } from "./opt-out/opt-out-work.ts";
import { Rest } from "./rest.ts";
import { SiteSchedule } from "./schedule/site-schedule.ts";
import { ForumPosts } from "./starter/forum-posts.ts";

export interface MirrorOptions {
  readonly pollIntervalMs: number;
  readonly siteRequestsPerMinute: number;
}

const recoveryIntervalMs = 15_000;
const startRetryMs = 5_000;

/** Keeps the forum posts of every follow up to date with the sites. */
export class Mirror {
  readonly guilds: GuildWatch;
  readonly tombstones: Tombstones;
  /** Announces good moments to look at the progress. */
  readonly rest = new Rest();
  readonly #context: MirrorContext;
  readonly #forumPosts: ForumPosts;
  readonly #writer: ThreadWriter;
  readonly #deliveries: Deliveries;
  readonly #schedules: ReadonlyMap<string, SiteSchedule>;
  readonly #optOuts: OptOutWork;
  readonly #stopping = new AbortController();

  constructor(context: MirrorContext, options: MirrorOptions) {
    this.#context = context;
    const uncertain = new UncertainSends(context);
    this.#forumPosts = new ForumPosts(context, uncertain);
    this.#writer = new ThreadWriter(context, this.#forumPosts, uncertain);
    const turn: Turn = (threadId, signal) => this.#writer.write(threadId, signal);
    this.#deliveries = new Deliveries(context.clock, turn, () => this.rest.announce());
    const wake = (thread: ThreadInLine) => this.#deliveries.wake(thread);
    this.#optOuts = new OptOutWork(context, {
      endFollow: (follow) => this.end(follow, { removePosts: true }),
      wake,
    });
    this.tombstones = new Tombstones(context, wake);
    this.guilds = new GuildWatch(context, {
      resume: (follow) => this.resume(follow),
      wake,
    });
    const schedule = {
      pollIntervalMs: options.pollIntervalMs,
      requestSpacingMs: 60_000 / options.siteRequestsPerMinute,
      onRest: () => this.rest.announce(),
    };
    this.#schedules = new Map(
      [...context.sources].map(([name, source]) => [
        name,
        new SiteSchedule(context, source, this.#deliveries, schedule),
      ]),
    );
  }

  /** Continues where the last process stopped. */
  async start(): Promise<void> {
    await this.#patiently(async () => {
      await this.guilds.settle();
      for (const thread of await this.#context.store.threads.withWork()) this.#deliveries.resume(thread);
    });
    for (const schedule of this.#schedules.values()) await this.#patiently(() => schedule.start());
    this.#optOuts.start();
    void this.#keepRecovering();
  }

  /** Repeats a step of the start until the store can be used. */
  async #patiently(step: () => Promise<void>): Promise<void> {
    const { clock, log, store } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await step();
        return;
      } catch (err) {
        if (store.faultOf(err) === undefined) throw err;
        log.warn({ err, waitMs: startRetryMs }, "the mirror could not start; trying again");
        await clock.sleep(startRetryMs, signal);
      }
    }
  }

  /** Finishes the calls under way and begins nothing new. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#schedules.values()].map((schedule) => schedule.stop()));
    await this.#optOuts.stop();
    await this.#deliveries.stop();
  }

  /** Begins to mirror a new follow. */
  begin(follow: Follow): void {
    this.#schedules.get(follow.site)?.begin(follow);
  }

  async pause(follow: Follow): Promise<void> {
    await this.#context.store.follows.pause(follow.id);
  }

  /** Resumes a follow, unless it was paused again meanwhile. */
  async resume(follow: Follow): Promise<void> {
    const { store } = this.#context;
    // Polls skipped the paused follow, so its threads are read again.
    if (follow.state === "paused") await store.sweeps.forget({ followId: follow.id });
    else await store.sweeps.requeue(follow.id);
    if (!(await store.follows.changeState(follow, "active"))) return;
    if (follow.backfilledAtMs === undefined) this.begin(follow);
    await this.#wake(follow);
  }

  /**
   * Ends a follow. Its forum posts stay unless the caller asks to remove them. Forum posts that other follows share always stay,
   * and lose only the comments that no other follow wants.
   * @throws {PostsLeftError} if some of them cannot be removed; the follow then keeps those
   */
  async end(follow: Follow, options: { readonly removePosts: boolean }): Promise<void> {
    const { store } = this.#context;
    await store.follows.pause(follow.id);
    try {
      if (options.removePosts) await this.#removePosts(follow);
    } catch (error) {
      const paused = { ...follow, state: "paused" } as const;
      if (follow.state === "active") await this.resume(paused);
      else await store.follows.changeState(paused, follow.state, follow.trouble);
      throw error;
    }
    const touched = await takeBack(this.#context, follow, options);
    await forgetPosted(this.#context, follow);
    await store.follows.remove(follow.id);
    await store.originalIds.forgetUnneeded();
    for (const thread of touched) this.#deliveries.wake(thread);
    this.#forumPosts.release(follow.channelId);
  }

  async #removePosts(follow: Follow): Promise<void> {
    // A forum post may be in the middle of its creation.
    await this.#deliveries.settle(await this.#context.store.threads.ofFollow(follow.id));
    await removeForumPosts(this.#context, follow, (thread) =>
      this.#forumPosts.findInterrupted(thread, this.#deliveries.signal),
    );
  }

  /** Reports an author's decision about their opt-out, which is carried out at once. */
  stirOptOuts(): void {
    this.#optOuts.stir();
  }

  /** Counts a site's threads that are due to be read and still waiting. */
  async sweepsDue(site: string): Promise<number> {
    return (await this.#schedules.get(site)?.sweepsDue()) ?? 0;
  }

  async progress(followId: number): Promise<FollowProgress | undefined> {
    const follow = await this.#context.store.follows.get(followId);
    if (follow === undefined) return undefined;
    return await progressOf(this.#context, follow, {
      ofReading: (of, threads) => this.#schedules.get(of.site)?.errorOf(of, threads),
      ofWriting: (threadId) => this.#writer.obstacleOf(threadId),
    });
  }

  async #wake(follow: Follow): Promise<void> {
    for (const thread of await this.#context.store.threads.ofFollow(follow.id)) {
      if (thread.state !== "gone") this.#deliveries.resume(thread);
    }
  }

  /** Resumes follows by itself once their trouble is over. */
  async #keepRecovering(): Promise<void> {
    const { clock, log, store } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await clock.sleep(recoveryIntervalMs, signal);
      if (signal.aborted) return;
      try {
        await this.guilds.settle();
        await this.guilds.lookEverywhere();
        await this.guilds.purge();
        await this.tombstones.redeliverLeft();
      } catch (err) {
        // The store itself reports a failing database, once.
        const level = store.faultOf(err) === undefined ? "error" : "debug";
        log[level]({ err }, "checking the servers failed");
      }
    }
  }
}
