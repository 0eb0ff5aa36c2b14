import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackDiscord, type LoopbackOptions } from "loopback-discord/loopback-discord.ts";
import type { ForumContent } from "loopback-forum/content.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { readSample } from "loopback-forum/sample.ts";
import { expect } from "vitest";
import type { StorageWaits } from "../../src/archive/storage.ts";
import { type Clock, systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { type Bot, start } from "../../src/main.ts";
import type { Fetch } from "../../src/sources/fetch.ts";
import { type SourceKinds, sourceKinds } from "../../src/sources/index.ts";
import { writeMigrated } from "./migrated.ts";
import { said } from "./reading.ts";

export interface WorldOptions {
  readonly content?: ForumContent;
  readonly discord?: LoopbackOptions;
  /** Added to the environment that the bot reads. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Address of an empty, migrated database to use instead of a file of the world's own. */
  readonly databaseUrl?: string | undefined;
  /** The bot's clock. Discord's is a separate option. */
  readonly clock?: Clock;
  /** How long the bot waits for its archive. */
  readonly archiveWaits?: StorageWaits;
  /** Kinds of sites to use instead of the built-in ones. */
  readonly kinds?: SourceKinds;
  /** The Internet as the bot reaches it for sites that members choose. */
  readonly publicFetch?: Fetch;
}

/** Lifts the bot's limits where the loopback Discord has none, so no test waits for them. */
const unlimited = {
  DISCORD_TOKEN_REQUESTS_PER_SECOND: "1000",
  DISCORD_WEBHOOK_REQUESTS_PER_SECOND: "1000",
};

/** The real bot between a loopback Discord and a loopback forum, with a server, a forum channel and a moderator. */
export class World {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly guild: LoopbackGuild;
  readonly channel: LoopbackChannel;
  readonly moderator: LoopbackMember;
  readonly #folder = mkdtempSync(join(tmpdir(), "commonplace-e2e-"));
  readonly databaseUrl: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #clock: Clock;
  readonly #kinds: SourceKinds;
  readonly #archiveWaits: StorageWaits | undefined;
  readonly #publicFetch: Fetch | undefined;
  #bot: Bot | undefined;

  private constructor(
    discord: LoopbackDiscord,
    forum: LoopbackForum,
    {
      environment = {},
      databaseUrl,
      clock = systemClock,
      kinds = sourceKinds,
      archiveWaits,
      publicFetch,
      discord: { rateLimits = "off" } = {},
    }: WorldOptions,
  ) {
    this.discord = discord;
    this.forum = forum;
    this.guild = discord.addGuild({ name: "Reading group" });
    this.channel = this.guild.addForumChannel({ name: "discussions" });
    this.moderator = this.guild.addMember({ name: "Mod", permissions: ["ManageThreads", "ManageGuild"] });
    this.databaseUrl = databaseUrl ?? `sqlite:${this.databasePath}`;
    this.#environment = { ...(rateLimits === "off" ? unlimited : {}), ...environment };
    this.#clock = clock;
    this.#kinds = kinds;
    this.#archiveWaits = archiveWaits;
    this.#publicFetch = publicFetch;
  }

  /** Opens the sample forum with the first three comments of each discussion; most tests need no more. */
  static async withSample(options: WorldOptions = {}): Promise<World> {
    return await World.open({ content: shortened((await readSample()).content, 3), ...options });
  }

  /** Opens the sample forum with all its comments. */
  static async withWholeSample(options: WorldOptions = {}): Promise<World> {
    return await World.open({ content: (await readSample()).content, ...options });
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const isLimited = (options.discord?.rateLimits ?? "off") !== "off";
    const discord = await LoopbackDiscord.start({
      rateLimits: "off",
      ...(isLimited ? {} : { globalLimit: "off" }),
      ...options.discord,
    });
    const forum = await LoopbackForum.open(options.content === undefined ? {} : { content: options.content });
    const world = new World(discord, forum, options);
    await world.startBot();
    return world;
  }

  /** Path of the bot's database, if that is a file. */
  get databasePath(): string {
    return join(this.#folder, "store.db");
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error("the bot is not running");
    return this.#bot;
  }

  /** The settings that the bot shares with the operator's scripts. */
  get settings(): { readonly DATABASE_URL: string; readonly SITES: string } {
    const forums = this.forum.siteNames.map((name) => `${name}=${this.forum.apiUrl(name)}`);
    return { DATABASE_URL: this.databaseUrl, SITES: this.#environment.SITES ?? forums.join(",") };
  }

  /** @param changes settings that differ from the world's until the bot stops */
  async startBot(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.databaseUrl.startsWith("sqlite:") && !existsSync(this.databasePath))
      await writeMigrated(this.databasePath);
    const config = readConfig(
      {
        DISCORD_TOKEN: this.discord.token,
        DISCORD_API_URL: this.discord.apiUrl,
        ...this.settings,
        POLL_INTERVAL_SECONDS: "1",
        SITE_REQUESTS_PER_MINUTE: "6000",
        LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
        ...this.#environment,
        ...changes,
      },
      false,
      this.#kinds,
    );
    this.#bot = await start(config, openLog(config.log), {
      settleAfterMs: 500,
      clock: this.#clock,
      kinds: this.#kinds,
      ...(this.#archiveWaits === undefined ? {} : { archiveWaits: this.#archiveWaits }),
      ...(this.#publicFetch === undefined ? {} : { publicFetch: this.#publicFetch }),
    });
    await this.#bot.ready;
    await this.discord.until(() => this.discord.commands().length > 0);
  }

  async stopBot(): Promise<void> {
    await this.#bot?.stop();
    this.#bot = undefined;
  }

  /** Gives a command as the moderator. Returns everything that the bot says to it. */
  async ask(
    name: string,
    options: Record<string, string | number> = {},
    where: { readonly channelId?: string } = {},
  ): Promise<string> {
    const answer = await this.moderator.command(name, options, where);
    return said(await answer.settled());
  }

  /** Follows as the moderator, into the forum channel unless the options name another. Returns the answer. */
  async follow(url: string, options: Record<string, string | number> = {}): Promise<Answer> {
    const answer = await this.moderator.command("follow", { url, channel: this.channel.id, ...options });
    return await answer.settled();
  }

  /** Follows and waits until everything is mirrored. Returns the newest forum post. */
  async mirrored(url: string, options: Record<string, string | number> = {}): Promise<LoopbackThread> {
    const answer = await this.follow(url, options);
    const isOver = /Mirrored (all|the newest)|Nothing to mirror|⚠️/;
    await answer.settled(({ message }) => isOver.test(message.content));
    const channel = this.discord.channel(String(options.channel ?? this.channel.id));
    const thread = channel?.threads().at(-1);
    if (thread === undefined) throw new Error(`no forum post: ${answer.message.content}`);
    return thread;
  }

  /** Finds a post by a part of its title. */
  post(title: string, database = "lesswrong"): PostRecord {
    const posts = [...this.forum.database(database).posts.values()];
    const post = posts.find((one) => one.title.includes(title));
    if (post === undefined) throw new Error(`no post ${title}`);
    return post;
  }

  /** Ends everything. If the bot did anything that Discord forbids, the test fails. */
  async close(): Promise<void> {
    await this.stopBot();
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.#folder, { recursive: true });
    expect(this.discord.violations).toEqual([]);
    expect(this.discord.pings).toEqual([]);
    // A webhook call that carries the token counts against it.
    const withToken = this.discord.requests.filter(
      ({ route, counter }) => route.startsWith("/webhooks/:webhook/:token") && counter === "token",
    );
    expect(withToken).toEqual([]);
    const limited = this.discord.requests.filter(
      ({ status, fault }) => status === 429 && fault === undefined,
    );
    expect(limited.filter(({ code }) => code !== 30046)).toEqual([]);
  }
}

/** Keeps only the first comments of each discussion, so that their parents are there too. */
function shortened(content: ForumContent, most: number): ForumContent {
  const entries = Object.entries(content).map(([name, database]) => {
    const counts = new Map<string | null, number>();
    const comments = database.comments.filter(({ postId, tagId }) => {
      const count = (counts.get(postId ?? tagId) ?? 0) + 1;
      counts.set(postId ?? tagId, count);
      return count <= most;
    });
    return [name, { ...database, comments }] as const;
  });
  return Object.fromEntries(entries);
}
