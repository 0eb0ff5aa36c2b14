import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { ShardingOptions } from "loopback-discord/state/sharding.ts";
import type { ForumContent } from "loopback-forum/content.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { expect } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";

/** A started bot and its output so far. */
export interface StartedBot {
  readonly bot: BotProcess;
  readonly lines: readonly string[];
  /** Its exit code, once all of its output is read. */
  readonly ended: Promise<number | null>;
  says(words: string): boolean;
}

export const isReady = ({ says }: StartedBot) => says('"msg":"ready"');

/** A loopback Discord and forum, with a server and a forum channel, for bots that run as separate processes. */
export class ProcessWorld {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly guild: LoopbackGuild;
  readonly channel: LoopbackChannel;
  /** Folder for the bots' files. */
  readonly folder = mkdtempSync(join(tmpdir(), "commonplace-process-"));
  readonly #bots: BotProcess[] = [];

  private constructor(discord: LoopbackDiscord, forum: LoopbackForum) {
    this.discord = discord;
    this.forum = forum;
    this.guild = discord.addGuild({ name: "Reading group" });
    this.channel = this.guild.addForumChannel({ name: "discussions" });
  }

  static async open(
    options: {
      readonly content?: ForumContent;
      readonly rateLimits?: "documented" | "off";
      readonly sharding?: Partial<ShardingOptions>;
    } = {},
  ): Promise<ProcessWorld> {
    const { content, rateLimits = "off", sharding = {} } = options;
    const discord = await LoopbackDiscord.start({ rateLimits, sharding });
    return new ProcessWorld(discord, await LoopbackForum.open(content === undefined ? {} : { content }));
  }

  /** @param file script to run instead of the bot's own */
  start(environment: Readonly<Record<string, string>> = {}, file?: string): StartedBot {
    const lines: string[] = [];
    const bot = new BotProcess(
      {
        DISCORD_TOKEN: this.discord.token,
        DISCORD_API_URL: this.discord.apiUrl,
        SITES: `lesswrong=${this.forum.apiUrl("lesswrong")}`,
        DATABASE_URL: `sqlite:${this.folder}/store.db`,
        POLL_INTERVAL_SECONDS: "1",
        SITE_REQUESTS_PER_MINUTE: "6000",
        ...environment,
      },
      (line) => lines.push(line),
      file,
      { cwd: this.folder },
    );
    this.#bots.push(bot);
    const ended = new Promise<number | null>((resolve) => bot.child.once("close", resolve));
    return { bot, lines, ended, says: (words) => lines.some((line) => line.includes(words)) };
  }

  async startReady(environment: Readonly<Record<string, string>> = {}): Promise<StartedBot> {
    const started = this.start(environment);
    await this.discord.until(() => isReady(started));
    return started;
  }

  /** Adds a post without comments, follows it, and waits for its forum post. */
  async followedPost(): Promise<PostRecord> {
    const post = this.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
    const url = `https://www.lesswrong.com/posts/${post._id}`;
    await this.discord.until(() => this.discord.commands().length > 0);
    await this.guild.owner.command("follow", { url, channel: this.channel.id });
    await this.discord.until(() => this.channel.threads().length === 1);
    return post;
  }

  async stopBots(): Promise<void> {
    // A stopped process does not notice that it should end.
    for (const { child } of this.#bots) child.kill("SIGCONT");
    await Promise.all(this.#bots.splice(0).map((bot) => bot.stop()));
  }

  /** Ends everything. If the bot did anything that Discord forbids, the test fails. */
  async close(): Promise<void> {
    await this.stopBots();
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.folder, { recursive: true });
    expect(this.discord.violations).toEqual([]);
  }
}
