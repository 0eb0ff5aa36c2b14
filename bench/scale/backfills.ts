import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { LoopbackDiscord, type LoopbackOptions } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { Client } from "pg";
import { BotProcess } from "../../playground/bot-process.ts";
import { type StartedPostgres, startPostgres } from "../../test/postgres/start-server.ts";

/** Settings that raise both of the bot's rates beyond what it can reach. */
export const uncounted = {
  DISCORD_TOKEN_REQUESTS_PER_SECOND: "10000",
  DISCORD_WEBHOOK_REQUESTS_PER_SECOND: "10000",
};

const limitMs = 20 * 60_000;

export interface Load {
  readonly servers: number;
  /** Number of servers that follow the whole site, each in a channel of its own. */
  readonly followers: number;
  /** Number of forum posts in each channel. */
  readonly posts: number;
  /** Number of comments on each post. */
  readonly comments: number;
}

export interface Conditions {
  readonly discord: LoopbackOptions;
  /** Added to the environment that the bot reads. */
  readonly environment?: Readonly<Record<string, string>>;
  /** True for a bot that counts all requests to Discord together. */
  readonly hasOneCount?: boolean;
  /** Number of processes on one Postgres. By default, there is one on SQLite. */
  readonly processes?: number;
  /** Number of shards over which the servers are spread evenly. By default, they are spread at random. */
  readonly shards?: number;
}

interface Opened {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly postgres: StartedPostgres | undefined;
}

/** Many servers that begin to follow a site at the same time: comments leave as webhook calls, forum posts with the bot's token. */
export class Backfills {
  readonly discord: LoopbackDiscord;
  readonly guilds: readonly LoopbackGuild[];
  readonly bots: readonly BotProcess[];
  readonly warnings: readonly string[];
  /** Number of messages that all backfills together send. */
  readonly total: number;
  /** When each message was sent (ms since 1970). */
  readonly sentAtMs: number[] = [];
  readonly #forum: LoopbackForum;
  readonly #postgres: StartedPostgres | undefined;
  readonly #followers: number;
  readonly #posts: number;
  readonly #folder: string;

  private constructor(
    { servers, followers, posts, comments }: Load,
    conditions: Conditions,
    { discord, forum, postgres }: Opened,
  ) {
    this.discord = discord;
    this.guilds = Array.from({ length: servers }, (_, index) =>
      discord.addGuild({ name: `Server ${index}`, ...shardOf(index, conditions) }),
    );
    this.total = followers * posts * comments;
    this.#forum = forum;
    this.#postgres = postgres;
    this.#followers = followers;
    this.#posts = posts;
    this.#folder = mkdtempSync(join(tmpdir(), "commonplace-scale-"));
    const warnings: string[] = [];
    this.warnings = warnings;
    const environment = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: postgres === undefined ? `sqlite:${this.#folder}/bench.db` : `${postgres.url}/postgres`,
      SITE_REQUESTS_PER_MINUTE: "6000",
      LOG_LEVEL: "warn",
      ...conditions.environment,
    };
    const oneCount = fileURLToPath(new URL("one-count-bot.ts", import.meta.url));
    const note = (line: string) => warnings.push(line);
    this.bots = Array.from({ length: conditions.processes ?? 1 }, () =>
      conditions.hasOneCount
        ? new BotProcess(environment, note, oneCount)
        : new BotProcess(environment, note),
    );
    discord.events.on("change", ({ kind }) => {
      const request = kind === "request" ? discord.requests.at(-1) : undefined;
      const isSend = request?.method === "POST" && request.route === "/webhooks/:webhook/:token";
      if (isSend && request.counter !== undefined && request.status === 200) this.sentAtMs.push(request.atMs);
    });
  }

  static async open(load: Load, conditions: Conditions): Promise<Backfills> {
    const discord = await LoopbackDiscord.start(conditions.discord);
    const forum = await LoopbackForum.open();
    for (let index = 0; index < load.posts; index += 1) {
      const post = forum.addPost({ title: `Discussion ${index}`, html: "<p>Begin.</p>", author: "Ines" });
      for (let number = 0; number < load.comments; number += 1) {
        const html = `<p>Comment ${number}. ${"It goes on. ".repeat(30)}</p>`;
        forum.addComment({ postId: post._id, html });
      }
    }
    const { processes } = conditions;
    const postgres = processes === undefined ? undefined : await startPostgres();
    const backfills = new Backfills(load, conditions, { discord, forum, postgres });
    await discord.until(() => discord.commands().length > 0, 60_000);
    while (postgres !== undefined && !(await isShared(postgres, backfills.bots.length))) await sleep(500);
    return backfills;
  }

  /** Lets the followers follow, one after this time (ms) or all at once. Resolves when all have been answered. */
  async begin(everyMs = 0): Promise<void> {
    const followers = this.guilds.slice(0, this.#followers);
    await Promise.all(
      followers.map(async (guild, index) => {
        await sleep(index * everyMs);
        const channel = guild.addForumChannel({ name: "discussions" }).id;
        const follow = { url: "https://www.lesswrong.com/", channel, backfill: this.#posts };
        await guild.owner.command("follow", follow);
      }),
    );
  }

  /** Resolves when this share of all messages is sent. */
  async sent(share: number): Promise<void> {
    await this.discord.until(() => this.sentAtMs.length >= this.total * share, limitMs);
  }

  /** Adds a comment to the last post, for every follower. Returns when (ms since 1970). */
  addComment(html: string): number {
    const postId = [...this.#forum.database("lesswrong").posts.keys()].at(-1) ?? "";
    this.#forum.addComment({ postId, html });
    return Date.now();
  }

  /** Says what must not happen. */
  get faults(): string {
    const { requests, invalidRequests, violations, pings } = this.discord;
    const limited = requests.filter(({ status }) => status === 429).length;
    return `${limited} × 429, ${invalidRequests} invalid requests, ${violations.length} violations, ${pings.length} pings, ${this.warnings.length} warnings`;
  }

  async close(): Promise<void> {
    await Promise.all(this.bots.map((bot) => bot.stop()));
    await Promise.all([this.discord.close(), this.#forum.close()]);
    await this.#postgres?.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

function shardOf(index: number, { shards }: Conditions): { shard?: readonly [number, number] } {
  return shards === undefined ? {} : { shard: [index % shards, shards] };
}

/** Finds out whether each process has the same number of shards. */
async function isShared({ url }: StartedPostgres, processes: number): Promise<boolean> {
  const client = new Client({ connectionString: `${url}/postgres` });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(
    "select count(*) from leases where unit like 'shard %' and expires_at > clock_timestamp() group by holder",
  );
  await client.end();
  return rows.length === processes && new Set(rows.map(({ count }) => count)).size === 1;
}
