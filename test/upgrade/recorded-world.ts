import { rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { type Bot, start } from "../../src/main.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { messagesIn, openRecorded, query, type Recorded, type RecordedCopy } from "./recorded.ts";

/** The remains of an older version of the bot, some time later, with the present bot in its place. */
export class RecordedWorld {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly clock: MovableClock;
  readonly copies: readonly RecordedCopy[];
  /** Text of the messages in forum posts and channels as the older version left them, by id. */
  readonly saidBefore: ReadonlyMap<string, string>;
  readonly #recorded: Recorded;
  #bot: Bot | undefined;

  private constructor(recorded: Recorded, clock: MovableClock) {
    this.discord = recorded.discord;
    this.forum = recorded.forum;
    this.clock = clock;
    this.copies = recorded.copies;
    this.saidBefore = new Map(messagesIn(recorded.discord).map(({ id, content }) => [id, content]));
    this.#recorded = recorded;
  }

  /**
   * @param version folder of `test/fixtures/upgrade`, see `record.ts`
   * @param meanwhile SQL that changes the store before the present bot opens it
   */
  static async open(
    version: string,
    { laterMs, meanwhile }: { readonly laterMs: number; readonly meanwhile?: string },
  ): Promise<RecordedWorld> {
    const clock = new MovableClock();
    const later = (newestIdMs: number) => {
      clock.set(newestIdMs + laterMs - Date.now());
      return clock.now;
    };
    const world = new RecordedWorld(await openRecorded(version, later, meanwhile), clock);
    await world.restart();
    return world;
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error("the bot is not running");
    return this.#bot;
  }

  /** Stops the running bot, if any, and starts it again. */
  async restart(): Promise<void> {
    await this.#bot?.stop();
    const level = process.env.TEST_LOG_LEVEL ?? "silent";
    const config = readConfig({ ...this.#recorded.environment, LOG_LEVEL: level }, false, sourceKinds);
    this.#bot = await start(config, openLog(config.log), { settleAfterMs: 500, clock: this.clock });
    await this.#bot.ready;
  }

  /** Requests that change what people see; commands and answers to interactions do not count. */
  get writes(): readonly string[] {
    const isWrite = ({ method, route }: { readonly method: string; readonly route: string }) =>
      method !== "GET" && !route.startsWith("/applications/") && !route.startsWith("/interactions/");
    return this.discord.requests.filter(isWrite).map(({ method, route }) => `${method} ${route}`);
  }

  /** Puts every thread first in its site's queue. A slow machine would read lively threads again and again before it reaches the others. */
  queueAll(): void {
    const database = new Database(join(this.#recorded.folder, "store.db"));
    database.exec("update threads set next_sweep_at_ms = 0 where next_sweep_at_ms is not null");
    database.close();
  }

  /** Threads of running follows that were not read completely since then, and comments that wait for delivery. */
  async leftSince(ms: number): Promise<readonly string[]> {
    const { threads, shares } = this.bot.app.store;
    const left: string[] = [];
    for (const { id, title, state, mergingInto, sweptAtMs = 0 } of await threads.all()) {
      const isUnread = state === "open" && mergingInto === undefined && sweptAtMs < ms;
      if (isUnread && (await shares.activityOf(id)) === "active") left.push(`to read: ${title}`);
    }
    const waiting = "select comment from ledger where state in ('planned', 'sending', 'stale')";
    const rows = this.query(waiting) as readonly { readonly comment: string }[];
    return [...left, ...rows.map(({ comment }) => `to write: ${comment}`)];
  }

  /** Reads the bot's own database beside it. */
  query(sql: string): readonly unknown[] {
    return query(this.#recorded.folder, sql);
  }

  /** Messages of forum posts and channels in all servers. */
  get messages(): readonly LoopbackMessage[] {
    return messagesIn(this.discord);
  }

  async close(): Promise<void> {
    await this.#bot?.stop();
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.#recorded.folder, { recursive: true });
  }
}
