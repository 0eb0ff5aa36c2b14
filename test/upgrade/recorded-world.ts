import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import Database from "better-sqlite3";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { ForumContent } from "loopback-forum/content.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { type Bot, start } from "../../src/main.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { MovableClock } from "../e2e/movable-clock.ts";

const databases = ["store.db", "store.cache.db", "store.search.db"];

type SavedDiscord = ReturnType<LoopbackDiscord["save"]>;

/** What an older version of the bot left behind, some time later, with the present bot in its place. */
export class RecordedWorld {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly bot: Bot;
  readonly clock: MovableClock;
  /** As the older version left it. */
  readonly before: SavedDiscord;
  readonly #folder: string;

  private constructor(
    parts: Pick<RecordedWorld, "discord" | "forum" | "bot" | "clock" | "before">,
    folder: string,
  ) {
    this.discord = parts.discord;
    this.forum = parts.forum;
    this.bot = parts.bot;
    this.clock = parts.clock;
    this.before = parts.before;
    this.#folder = folder;
  }

  /**
   * @param version folder of `test/fixtures/upgrade`, see `record.ts`
   * @param meanwhile SQL that changes the store before the present bot opens it
   */
  static async open(
    version: string,
    { laterMs, meanwhile = "" }: { readonly laterMs: number; readonly meanwhile?: string },
  ): Promise<RecordedWorld> {
    const read = (file: string) =>
      brotliDecompressSync(
        readFileSync(join(import.meta.dirname, "../fixtures/upgrade", version, `${file}.br`)),
      );
    const before = JSON.parse(read("discord.json").toString()) as SavedDiscord;
    const content = JSON.parse(read("forum.json").toString()) as ForumContent;
    const folder = mkdtempSync(join(tmpdir(), "commonplace-upgrade-"));
    for (const file of databases) writeFileSync(join(folder, file), read(file));
    const store = new Database(join(folder, "store.db"));
    store.exec(meanwhile);
    store.close();
    const clock = new MovableClock();
    clock.set(before.newestIdMs + laterMs - Date.now());
    const discord = await LoopbackDiscord.start({ rateLimits: "off", saved: before, now: clock.now });
    const forum = await LoopbackForum.open({ content, now: clock.now });
    const config = readConfig(
      {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        SITES: forum.siteNames.map((name) => `${name}=${forum.apiUrl(name)}`).join(","),
        DATABASE_URL: `sqlite:${join(folder, "store.db")}`,
        POLL_INTERVAL_SECONDS: "1",
        SITE_REQUESTS_PER_MINUTE: "6000",
        LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
      },
      false,
      sourceKinds,
    );
    const bot = await start(config, openLog(config.log), { settleAfterMs: 500, clock });
    return new RecordedWorld({ discord, forum, bot, clock, before }, folder);
  }

  /** Requests that change what people see; commands and answers to interactions are none. */
  get writes(): readonly string[] {
    const isWrite = ({ method, route }: { readonly method: string; readonly route: string }) =>
      method !== "GET" && !route.startsWith("/applications/") && !route.startsWith("/interactions/");
    return this.discord.requests.filter(isWrite).map(({ method, route }) => `${method} ${route}`);
  }

  /** Threads of running follows that were not read completely since then, and comments that wait for delivery. */
  async leftSince(ms: number): Promise<readonly string[]> {
    const { sweeps } = this.bot.app.store;
    const left: string[] = [];
    for (const site of this.forum.siteNames) {
      const unread = (await sweeps.inOrder(site)).filter(
        ({ state, sweptAtMs = 0 }) => state === "open" && sweptAtMs < ms,
      );
      left.push(...unread.map(({ title }) => `to read: ${title}`));
    }
    const waiting = "select comment from ledger where state in ('planned', 'sending', 'stale')";
    const rows = this.query(waiting) as readonly { readonly comment: string }[];
    return [...left, ...rows.map(({ comment }) => `to write: ${comment}`)];
  }

  /** Reads the bot's own database beside it. */
  query(sql: string): readonly unknown[] {
    const database = new Database(join(this.#folder, "store.db"), { readonly: true });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }

  /** Messages of forum posts and channels in all servers. */
  get messages(): readonly LoopbackMessage[] {
    return this.discord.guilds.flatMap(({ channels }) =>
      channels.flatMap((channel) => [
        ...channel.messages,
        ...channel.threads().flatMap(({ messages }) => messages),
      ]),
    );
  }

  async close(): Promise<void> {
    await this.bot.stop();
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.#folder, { recursive: true });
  }
}
