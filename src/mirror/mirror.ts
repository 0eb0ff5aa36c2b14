import type { DiscordFault, SourceFault } from "../language/faults.ts";
import { SourceError } from "../sources/source-error.ts";
import type { Follow } from "../store/follows.ts";
import type { MirroredThread } from "../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "./context.ts";
import { Deliveries } from "./delivery/deliveries.ts";
import { DiscordError, PostsLeftError } from "./discord-error.ts";
import { forgetPosted } from "./follows/forget-guild.ts";
import { GuildWatch } from "./follows/guild-watch.ts";
import { markTombstones } from "./follows/mark-tombstones.ts";
import { isSingle } from "./follows/target-posts.ts";
import { OptOutWork } from "./opt-out/opt-out-work.ts";
import { SiteSchedule } from "./schedule/site-schedule.ts";
import { isGone, keptSubject } from "./starter/starter.ts";

export interface MirrorOptions {
  readonly pollIntervalMs: number;
  readonly siteRequestsPerMinute: number;
}

/** How far a follow has come. */
export interface FollowProgress {
  readonly follow: Follow;
  /** Whether the site was read completely, so that `total` is final. */
  readonly isRead: boolean;
  readonly sent: number;
  readonly total: number;
  readonly refused: number;
  /** Why the site could not be read for it when that was last tried; `undefined` when nothing failed. */
  readonly readFault: SourceFault | undefined;
  /** Whether the site no longer shows visitors the single target. */
  readonly isHidden: boolean;
  /** Number of older comments that the follow leaves out; `undefined` when nobody has counted them. */
  readonly leftOut: number | undefined;
  /** Whether it leaves out older posts. */
  readonly leavesPostsOut: boolean;
  /** Forum posts, made and in all. */
  readonly opened: number;
  readonly threads: number;
  /** Addresses of the forum posts that exist, in their order. */
  readonly jumpLinks: readonly string[];
  /** Forum posts that wait for Discord while others go on. */
  readonly waiting: readonly WaitingThread[];
}

export interface WaitingThread {
  readonly title: string;
  /** Address of the forum post; `undefined` before it exists. */
  readonly link: string | undefined;
  readonly fault: DiscordFault;
}

const recoveryIntervalMs = 15_000;

/** Keeps every follow's forum posts as the sites have them. */
export class Mirror {
  readonly guilds: GuildWatch;
  readonly #context: MirrorContext;
  readonly #deliveries: Deliveries;
  readonly #schedules: ReadonlyMap<string, SiteSchedule>;
  readonly #optOuts: OptOutWork;
  /** Servers some of whose tombstones could not be looked up. */
  readonly #withOldTombstones = new Set<string>();
  readonly #stopping = new AbortController();
  #rest = Promise.withResolvers<void>();

  constructor(context: MirrorContext, options: MirrorOptions) {
    const onRest = () => this.#announceRest();
    this.#context = context;
    this.#deliveries = new Deliveries(context, onRest);
    this.#optOuts = new OptOutWork(context, {
      endFollow: (follow) => this.end(follow, { removePosts: true }),
      wake: (id) => this.#deliveries.wake(id),
    });
    this.guilds = new GuildWatch(context, {
      resume: (follow) => this.resume(follow),
      wake: (threadId) => this.#deliveries.wake(threadId),
    });
    const schedule = {
      pollIntervalMs: options.pollIntervalMs,
      requestSpacingMs: 60_000 / options.siteRequestsPerMinute,
      onRest,
    };
    this.#schedules = new Map(
      [...context.sources].map(([name, source]) => [
        name,
        new SiteSchedule(context, source, this.#deliveries, schedule),
      ]),
    );
  }

  /** Takes up the work where the last process left it. */
  async start(): Promise<void> {
    await this.guilds.settle();
    await this.#deliveries.wakeAll();
    for (const schedule of this.#schedules.values()) await schedule.start();
    this.#optOuts.start();
    void this.#keepRecovering();
  }

  /** Finishes the calls under way and begins nothing new. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#schedules.values()].map((schedule) => schedule.stop()));
    await this.#optOuts.stop();
    await this.#deliveries.stop();
  }

  /** Begins to mirror a follow that was just added. */
  begin(follow: Follow): void {
    this.#schedules.get(follow.site)?.begin(follow);
  }

  async pause(follow: Follow): Promise<void> {
    await this.#context.store.follows.pause(follow.id);
  }

  /** Resumes a follow, unless it was paused since it was seen. */
  async resume(follow: Follow): Promise<void> {
    const { store } = this.#context;
    // Polls have passed over a paused follow: its threads are read anew.
    if (follow.state === "paused") await store.sweeps.forget({ followId: follow.id });
    if (!(await store.follows.changeState(follow, "active"))) return;
    if (follow.backfilledAtMs === undefined) this.begin(follow);
    await this.#wake(follow);
  }

  /**
   * Ends a follow; its forum posts stay unless they are to be removed.
   * @throws {PostsLeftError} when some of them cannot be removed; the follow then keeps those
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
    await forgetPosted(this.#context, follow);
    await store.follows.remove(follow.id);
    this.#deliveries.release(follow.channelId);
  }

  async #removePosts(follow: Follow): Promise<void> {
    const { store, publisher } = this.#context;
    // A forum post may be under creation.
    await this.#deliveries.settle((await store.threads.ofFollow(follow.id)).map(({ id }) => id));
    const left: string[] = [];
    let removed = 0;
    let failure: DiscordError | undefined;
    for (const thread of await store.threads.ofFollow(follow.id)) {
      if (thread.state === "gone") continue;
      let made = thread.discordThreadId;
      try {
        made ??= await this.#deliveries.findInterrupted(follow, thread);
        if (made === undefined) continue;
        await publisher.deleteForumPost(made);
        await store.threads.markGone(thread.id);
        removed += 1;
      } catch (error) {
        if (!(error instanceof DiscordError)) throw error;
        failure ??= error;
        left.push(made === undefined ? `<#${thread.channelId}>` : publisher.threadLink(follow.guildId, made));
      }
    }
    if (failure !== undefined) throw new PostsLeftError(failure, { removed, left });
  }

  /** An author has decided about their opt-out: it is carried out at once. */
  stirOptOuts(): void {
    this.#optOuts.stir();
  }

  /** Applies a server's choice for deleted comments to its tombstones; those that the archive cannot name now follow later. */
  async redeliverDeleted(guildId: string): Promise<void> {
    const { store } = this.#context;
    const follows = await store.follows.ofGuild(guildId);
    const { threadIds, isCertain } = await markTombstones(this.#context, follows);
    for (const id of threadIds) this.#deliveries.wake(id);
    if (isCertain) this.#withOldTombstones.delete(guildId);
    else this.#withOldTombstones.add(guildId);
  }

  /** Resolves when the reading of a site or the writing into a channel comes to a rest: progress is then worth another look. */
  nextRest(): Promise<void> {
    return this.#rest.promise;
  }

  #announceRest(): void {
    const { resolve } = this.#rest;
    this.#rest = Promise.withResolvers();
    resolve();
  }

  async progress(followId: number): Promise<FollowProgress | undefined> {
    const { store, publisher } = this.#context;
    const follow = await store.follows.get(followId);
    if (follow === undefined) return undefined;
    const counts = await store.tallies.progress(followId);
    const known = await store.threads.ofFollow(followId);
    const planned = known.filter((thread) => thread.state !== "skipped");
    const kept = planned.filter((thread) => thread.state !== "gone");
    const threads = await this.#withoutHidden(kept);
    const opened = threads.flatMap((thread) => thread.discordThreadId ?? []);
    const error = this.#schedules.get(follow.site)?.errorOf(
      followId,
      threads.map((thread) => thread.id),
    );
    return {
      follow,
      isRead: follow.backfilledAtMs !== undefined && threads.every((thread) => thread.floorMs !== undefined),
      ...counts,
      readFault: error instanceof SourceError ? error.fault : undefined,
      isHidden: isSingle(follow) && (await this.#isHidden(kept[0])),
      leftOut: sumOf(threads.map((thread) => thread.leftOut)),
      leavesPostsOut: known.length > planned.length,
      opened: opened.length,
      threads: threads.length,
      jumpLinks: opened.map((threadId) => publisher.threadLink(follow.guildId, threadId)),
      waiting: follow.state === "active" ? threads.flatMap((thread) => this.#waitOf(follow, thread)) : [],
    };
  }

  /** Leaves out threads that cannot begin while visitors may not see their subject. */
  async #withoutHidden(threads: readonly MirroredThread[]): Promise<readonly MirroredThread[]> {
    const shown: MirroredThread[] = [];
    for (const thread of threads)
      if (thread.discordThreadId !== undefined || !(await this.#isHidden(thread))) shown.push(thread);
    return shown;
  }

  async #isHidden(thread: MirroredThread | undefined): Promise<boolean> {
    const subject = thread && (await keptSubject(this.#context, thread));
    return subject !== undefined && isGone(subject);
  }

  #waitOf({ guildId }: Follow, { id, title, discordThreadId }: MirroredThread): readonly WaitingThread[] {
    const fault = this.#deliveries.obstacleOf(id);
    if (fault === undefined) return [];
    const { publisher } = this.#context;
    const link = discordThreadId === undefined ? undefined : publisher.threadLink(guildId, discordThreadId);
    return [{ title, link, fault }];
  }

  async #wake(follow: Follow): Promise<void> {
    for (const thread of await this.#context.store.threads.ofFollow(follow.id)) {
      if (thread.state !== "skipped" && thread.state !== "gone") this.#deliveries.resume(thread.id);
    }
  }

  /** A follow in trouble goes on by itself once what was in the way is gone. */
  async #keepRecovering(): Promise<void> {
    const { clock, log } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await clock.sleep(recoveryIntervalMs, signal);
      if (signal.aborted) return;
      try {
        await this.guilds.lookEverywhere();
        await this.guilds.purge();
        for (const guildId of this.#withOldTombstones) await this.redeliverDeleted(guildId);
      } catch (err) {
        log.error({ err }, "looking after the servers failed");
      }
    }
  }
}

/** `undefined` when one of them is. */
function sumOf(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}
