import type { News } from "../news/news.ts";
import type { NewsKind } from "../news/news-item.ts";
import type { Follow } from "../store/follow.ts";
import type { MirrorContext } from "./context.ts";
import { Deliveries, type ThreadInLine, type Turn } from "./delivery/deliveries.ts";
import { ThreadWriter } from "./delivery/thread-writer.ts";
import { UncertainSends } from "./delivery/uncertain-sends.ts";
import { FollowLifecycle } from "./follows/follow-lifecycle.ts";
import { type FollowProgress, progressOf } from "./follows/follow-progress.ts";
import { GuildWatch } from "./follows/guild-watch.ts";
import { Tombstones } from "./follows/tombstones.ts";
import { OptOutWork } from "./opt-out/opt-out-work.ts";
import { Rest } from "./rest.ts";
import { type ScheduleOptions, SiteSchedule } from "./schedule/site-schedule.ts";
import { ForumPosts } from "./starter/forum-posts.ts";

export interface MirrorOptions {
  readonly pollIntervalMs: number;
  readonly siteRequestsPerMinute: number;
  readonly news: Pick<News, "tell" | "on" | "isShared">;
}

/** Ends the work that was begun. */
export type End = () => Promise<void>;

const recoveryIntervalMs = 15_000;
const startRetryMs = 5_000;
/** How often to look for work that another process has left for this one, in case the news of it is lost. */
const lookIntervalMs = 5_000;

/**
 * Keeps the forum posts of every follow up to date with the sites. Its work comes in units, which this process begins once it has
 * taken them: sites to read, shards whose servers to write to, and tasks that only one process does.
 */
export class Mirror {
  readonly follows: FollowLifecycle;
  readonly guilds: GuildWatch;
  readonly tombstones: Tombstones;
  /** Announces good moments to look at the progress. */
  readonly rest = new Rest();
  readonly #context: MirrorContext;
  readonly #forumPosts: ForumPosts;
  readonly #writer: ThreadWriter;
  readonly #deliveries: Deliveries;
  readonly #scheduleOptions: ScheduleOptions;
  readonly #news: MirrorOptions["news"];
  /** By site. */
  readonly #schedules = new Map<string, SiteSchedule>();
  readonly #optOuts: OptOutWork;
  readonly #stopping = new AbortController();
  #leads = false;

  constructor(context: MirrorContext, options: MirrorOptions) {
    this.#context = context;
    const uncertain = new UncertainSends(context);
    this.#forumPosts = new ForumPosts(context, uncertain);
    this.#writer = new ThreadWriter(context, this.#forumPosts, uncertain);
    const turn: Turn = (threadId, signal) => this.#writer.write(threadId, signal);
    this.#news = options.news;
    this.#deliveries = new Deliveries({
      clock: context.clock,
      servers: context.servers,
      turn,
      onElsewhere: ({ id }) => this.#news.tell("thread", String(id)),
      onRest: () => this.rest.announce(),
    });
    const wake = (thread: ThreadInLine) => this.#deliveries.wake(thread);
    this.follows = new FollowLifecycle(context, {
      begin: (follow) => this.#begin(follow),
      deliveries: this.#deliveries,
      forumPosts: this.#forumPosts,
    });
    this.#optOuts = new OptOutWork(context, {
      endFollow: (follow) => this.follows.end(follow, { removePosts: true }),
      wake,
      leads: () => this.#leads,
    });
    this.tombstones = new Tombstones(context, wake);
    this.guilds = new GuildWatch(context, {
      resume: (follow) => this.follows.resume(follow),
      wake,
    });
    this.#scheduleOptions = {
      pollIntervalMs: options.pollIntervalMs,
      requestSpacingMs: 60_000 / options.siteRequestsPerMinute,
      onRest: () => this.rest.announce(),
    };
  }

  /** Begins the tasks that every process does. */
  start(): void {
    const { store, servers } = this.#context;
    this.#optOuts.start();
    void this.#keepRecovering();
    if (!this.#news.isShared) return;
    this.#hear("thread", async (id) => {
      const thread = await store.threads.get(Number(id));
      if (thread !== undefined && servers.holdOn(thread.guildId) !== undefined) this.#deliveries.wake(thread);
    });
    this.#hear("follow", async (id) => {
      const follow = await store.follows.get(Number(id));
      if (follow !== undefined) this.#schedules.get(follow.site)?.begin(follow);
    });
    this.#hear("opt-outs", async () => this.#optOuts.stir());
    void this.#keepLooking();
  }

  /** Begins to read a site. */
  async readSite(site: string): Promise<End> {
    const source = this.#context.sources.get(site);
    if (source === undefined) return async () => {};
    const schedule = new SiteSchedule(this.#context, source, this.#deliveries, this.#scheduleOptions);
    this.#schedules.set(site, schedule);
    await this.#patiently(() => schedule.start());
    return async () => {
      this.#schedules.delete(site);
      await schedule.stop();
    };
  }

  /** Begins to write to the servers of a shard, which is ready and which this process has taken. */
  async writeShard(shard: number): Promise<void> {
    const { store, servers } = this.#context;
    await this.#patiently(async () => {
      await this.guilds.unsettle((guildId) => servers.shardOf(guildId) === shard);
      if (!servers.begin(shard)) return;
      await this.guilds.settle();
      for (const thread of await store.threads.withWork())
        if (servers.shardOf(thread.guildId) === shard) this.#deliveries.resume(thread);
    });
  }

  /** Finishes the calls under way in the servers of a shard, and begins nothing new there. */
  async leaveShard(shard: number): Promise<void> {
    this.#context.servers.leave(shard);
    await this.#deliveries.settleElsewhere();
    this.#forumPosts.releaseAll();
  }

  /** Begins the tasks that only one process does. */
  lead(): End {
    this.#leads = true;
    this.#optOuts.stir();
    return async () => {
      this.#leads = false;
    };
  }

  /** Begins to read for a new follow, here or in the process that reads its site. */
  #begin(follow: Follow): void {
    const schedule = this.#schedules.get(follow.site);
    if (schedule === undefined) this.#news.tell("follow", String(follow.id));
    else schedule.begin(follow);
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

  /** Reports an author's decision about their opt-out, which is carried out at once. */
  stirOptOuts(): void {
    this.#optOuts.stir();
    this.#news.tell("opt-outs");
  }

  /** Counts a site's threads that are due to be read and still waiting; `undefined` if another process reads it. */
  async sweepsDue(site: string): Promise<number | undefined> {
    return await this.#schedules.get(site)?.sweepsDue();
  }

  async progress(followId: number): Promise<FollowProgress | undefined> {
    const follow = await this.#context.store.follows.get(followId);
    if (follow === undefined) return undefined;
    return await progressOf(this.#context, follow, {
      ofReading: (of, threads) => this.#schedules.get(of.site)?.errorOf(of, threads),
      ofWriting: (threadId) => this.#writer.obstacleOf(threadId),
    });
  }

  /** Listens to other processes. News that cannot be used counts as lost. */
  #hear(kind: NewsKind, act: (value: string) => Promise<void>): void {
    this.#news.on(kind, (value) => {
      act(value).catch((err: unknown) => this.#context.log.debug({ err, kind }, "news could not be used"));
    });
  }

  /** Looks for work that other processes have left, in case the news of it was lost. */
  async #keepLooking(): Promise<void> {
    const { clock, log, store } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await clock.sleep(lookIntervalMs, signal);
      try {
        for (const thread of await store.threads.withWork()) this.#deliveries.offer(thread);
      } catch (err) {
        // The store itself reports a failing database, once.
        log.debug({ err }, "the threads of this process could not be looked up");
      }
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
