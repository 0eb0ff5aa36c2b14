import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { openArchive } from "../../../src/archive/open-archive.ts";
import { systemClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { Gateway } from "../../../src/discord/gateway/gateway.ts";
import { createPublisher } from "../../../src/discord/publisher/publisher.ts";
import { Gate } from "../../../src/discord/rest/gate.ts";
import { WebhookRest } from "../../../src/discord/rest/webhook-rest.ts";
import { english } from "../../../src/language/english.ts";
import { openLog } from "../../../src/log.ts";
import { openMetrics } from "../../../src/metrics.ts";
import type { MirrorContext } from "../../../src/mirror/context.ts";
import { Mirror } from "../../../src/mirror/mirror.ts";
import { openForumMagnum } from "../../../src/sources/forummagnum/forummagnum.ts";
import { sourceKinds } from "../../../src/sources/index.ts";
import type { NewFollow } from "../../../src/store/follow.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { everyServer } from "../../mirror/every-server.ts";
import { CrashingPublisher } from "./crashing-publisher.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

const pollIntervalMs = 60_000;
const dayMs = 24 * 60 * 60_000;
/** The mirror counts as idle after this real time without activity. A busy machine may take longer. */
const quietMs = 40;
const busyMs = 250;
const mostTurns = 80;
/** A crash in the middle of a write must wait for the write. */
const crashWithinMs = 1_500;

/** The mirror as main.ts builds it, but with a clock that stands still and a publisher that can crash. */
export class MirroredSite {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly guild: LoopbackGuild;
  readonly #clock: ManualClock;
  readonly #gateway: Gateway;
  readonly #webhookRest: WebhookRest;
  readonly #context: Omit<MirrorContext, "publisher" | "servers">;
  readonly #folder: string;
  #crashing: CrashingPublisher;
  #mirror: Mirror;

  private constructor(
    discord: LoopbackDiscord,
    forum: LoopbackForum,
    parts: {
      clock: ManualClock;
      gateway: Gateway;
      webhookRest: WebhookRest;
      context: Omit<MirrorContext, "publisher" | "servers">;
      folder: string;
    },
  ) {
    this.discord = discord;
    this.forum = forum;
    this.guild = discord.addGuild({ name: "Reading group" });
    this.#clock = parts.clock;
    this.#gateway = parts.gateway;
    this.#webhookRest = parts.webhookRest;
    this.#context = parts.context;
    this.#folder = parts.folder;
    [this.#crashing, this.#mirror] = this.#build();
  }

  static async open(): Promise<MirroredSite> {
    const clock = manualClock();
    const now = () => clock.now();
    const discord = await LoopbackDiscord.start({ rateLimits: "off", now });
    const forum = await LoopbackForum.open({ now });
    const folder = mkdtempSync(join(tmpdir(), "commonplace-model-"));
    const config = readConfig(
      {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
        DATABASE_URL: `sqlite:${folder}/store.db`,
        LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
      },
      false,
      sourceKinds,
    );
    const random = () => 0.5;
    const log = openLog(config.log);
    const metrics = openMetrics();
    const store = await openStore(config.databaseUrl, undefined, clock);
    const { apiUrl, requestsPerSecond } = config.discord;
    const gate = await Gate.open(store, {
      clock,
      random,
      log,
      metrics,
      realClock: systemClock,
      requestsPerSecond: { token: () => requestsPerSecond.token, address: () => requestsPerSecond.address },
    });
    const connection = { apiUrl, token: discord.token, gate, clock: systemClock, log };
    const gateway = new Gateway({ ...connection, identifySlot: async () => {}, listen: () => {} });
    const webhookRest = new WebhookRest(apiUrl, gate);
    await gateway.introduce({ clock: systemClock, log, signal: new AbortController().signal });
    gateway.openShard(0);
    await gateway.ready;
    const options = { userAgent: "model", requestsPerMinute: 60_000, clock };
    const context = {
      sources: new Map(config.sites.map((site) => [site.name, openForumMagnum(site, options)])),
      archive: await openArchive(config.cacheUrl, { onError: () => undefined }),
      store,
      clock,
      random,
      log,
      metrics,
      language: english,
      settleAfterMs: 20_000,
    };
    const site = new MirroredSite(discord, forum, { clock, gateway, webhookRest, context, folder });
    await site.#start();
    return site;
  }

  /** Follows a post, and a tag that only this post has, into a new channel. */
  async follow(postId: string, title: string): Promise<LoopbackChannel> {
    const channel = this.guild.addForumChannel({ name: title.toLowerCase().replaceAll(" ", "-") });
    await this.discord.until(() => this.#gateway.channel(channel.id) !== undefined);
    const common = {
      guildId: this.guild.id,
      channelId: channel.id,
      site: "lesswrong",
      minScore: undefined,
      authors: [],
      createdBy: this.guild.owner.id,
      createdAtMs: this.#clock.now(),
    };
    const reference = `lesswrong:post:${postId}` as const;
    const of = { target: { kind: "post", reference }, title, path: `/posts/${postId}` } as const;
    await this.#begin({ ...common, ...of, backfill: undefined });
    const { _id: tagId, slug } = this.forum.addTag({ name: title });
    const post = this.forum.database("lesswrong").posts.get(postId);
    if (post !== undefined) Object.assign(post, { tagIds: [tagId] });
    const tag = { kind: "tag", reference: `lesswrong:tag:${tagId}` } as const;
    await this.#begin({ ...common, target: tag, title, path: `/w/${slug}`, backfill: undefined });
    return channel;
  }

  async #begin(wanted: NewFollow): Promise<void> {
    const { follow } = await this.#context.store.follows.add(wanted);
    this.#mirror.follows.begin(follow);
  }

  /** Pauses or resumes the follow of the tag, which wants the same comments as the other. */
  async toggleOther(): Promise<void> {
    const follows = await this.#context.store.follows.all();
    const other = follows.find(({ target }) => target.kind === "tag");
    if (other === undefined) return;
    if (other.state === "active") await this.#mirror.follows.pause(other);
    else await this.#mirror.follows.resume(other);
  }

  async unfollow(): Promise<void> {
    for (const follow of await this.#context.store.follows.all())
      await this.#mirror.follows.end(follow, { removePosts: true });
  }

  /** Lets this much time pass, and work continue, until the condition holds. */
  async until(condition: () => boolean, passes: "poll" | "sweep"): Promise<boolean> {
    this.#clock.advance(passes === "sweep" ? dayMs : pollIntervalMs);
    for (let turn = 0; turn < mostTurns; turn += 1) {
      try {
        await this.discord.until(condition, turn < mostTurns / 2 ? quietMs : busyMs);
        return true;
      } catch {
        this.#clock.advance(pollIntervalMs);
      }
    }
    return false;
  }

  /** Kills the process at one of its next writes, or now, and starts it again on the same database. */
  async crash(at?: { readonly writesFirst: number; readonly hasEffect: boolean }): Promise<void> {
    if (at !== undefined) {
      this.#crashing.crashAt(at.writesFirst, at.hasEffect);
      this.#clock.advance(pollIntervalMs);
      await this.discord.until(() => this.#crashing.isCrashed, crashWithinMs).catch(() => undefined);
    }
    this.#crashing.crash();
    await this.#mirror.stop();
    [this.#crashing, this.#mirror] = this.#build();
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#mirror.stop();
    await this.#gateway.close();
    this.#webhookRest.close();
    await this.#context.store.close();
    await this.#context.archive.close();
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.#folder, { recursive: true });
  }

  #build(): [CrashingPublisher, Mirror] {
    const crashing = new CrashingPublisher(createPublisher(this.#gateway, this.#webhookRest));
    const context = { ...this.#context, publisher: crashing.publisher, servers: everyServer(this.#clock) };
    const news = { tell: () => {}, on: () => () => {}, isShared: false };
    const options = { pollIntervalMs, siteRequestsPerMinute: 60_000, news };
    return [crashing, new Mirror(context, options)];
  }

  async #start(): Promise<void> {
    this.#mirror.start();
    this.#mirror.lead();
    await this.#mirror.writeShard(0);
    await this.#mirror.readSite("lesswrong");
  }
}
