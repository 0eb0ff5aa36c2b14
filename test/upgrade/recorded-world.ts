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

/** A forum post that shows the same as an older one in its channel. */
interface RecordedCopy {
  readonly postId: string;
  readonly olderId: string;
  /** Messages of comments in it. */
  readonly messageIds: readonly string[];
  /** Comments that it shows, each with its number of messages. */
  readonly comments: ReadonlyMap<string, number>;
  readonly commentsOfOlder: ReadonlySet<string>;
}

const copies = `
  select threads.id, older.id as older, threads.discord_thread_id as postId, older.discord_thread_id as olderId
  from threads join threads as older on older.channel_id = threads.channel_id and older.subject = threads.subject
  where threads.state = 'open' and older.state = 'open' and older.id = (
    select min(id) from threads as oldest
    where oldest.channel_id = threads.channel_id and oldest.subject = threads.subject and oldest.state = 'open'
  ) and older.id < threads.id
`;

function readCopies(store: Database.Database): readonly RecordedCopy[] {
  const rows = store.prepare<[number], { readonly comment: string; readonly message_id: string }>(
    "select comment, message_id from ledger where thread_id = ? and message_id is not null and state != 'removed'",
  );
  const found = store.prepare(copies).all() as readonly (Pick<RecordedCopy, "postId" | "olderId"> & {
    readonly id: number;
    readonly older: number;
  })[];
  return found.map(({ id, older, postId, olderId }) => {
    const messages = rows.all(id);
    const byComment = Map.groupBy(messages, ({ comment }) => comment);
    return {
      ...{ postId, olderId },
      messageIds: messages.map(({ message_id }) => message_id),
      comments: new Map([...byComment].map(([comment, parts]) => [comment, parts.length])),
      commentsOfOlder: new Set(rows.all(older).map(({ comment }) => comment)),
    };
  });
}

/** What an older version of the bot left behind, some time later, with the present bot in its place. */
export class RecordedWorld {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly clock: MovableClock;
  /** As the older version left it. */
  readonly copies: readonly RecordedCopy[];
  /** What the messages of forum posts and channels said then, by id. */
  readonly saidBefore: ReadonlyMap<string, string>;
  readonly #folder: string;
  readonly #startBot: () => Promise<Bot>;
  #bot: Bot | undefined;

  private constructor(
    parts: Pick<RecordedWorld, "discord" | "forum" | "clock" | "copies">,
    folder: string,
    startBot: () => Promise<Bot>,
  ) {
    this.discord = parts.discord;
    this.forum = parts.forum;
    this.clock = parts.clock;
    this.copies = parts.copies;
    this.saidBefore = new Map(this.messages.map(({ id, content }) => [id, content]));
    this.#folder = folder;
    this.#startBot = startBot;
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
    const recordedCopies = readCopies(store);
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
    const startBot = () => start(config, openLog(config.log), { settleAfterMs: 500, clock });
    const world = new RecordedWorld({ discord, forum, clock, copies: recordedCopies }, folder, startBot);
    await world.restart();
    return world;
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error("the bot is not running");
    return this.#bot;
  }

  /** Starts the bot, after stopping the one that runs. */
  async restart(): Promise<void> {
    await this.#bot?.stop();
    this.#bot = await this.#startBot();
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
