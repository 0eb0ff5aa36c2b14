import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import Database from "better-sqlite3";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { ForumContent } from "loopback-forum/content.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";

type SavedDiscord = ReturnType<LoopbackDiscord["save"]>;

const databases = ["store.db", "store.cache.db", "store.search.db"];

/** A forum post that duplicates one in the same channel. The oldest stays, but LessWrong's before the Alignment Forum's. */
export interface RecordedCopy {
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
  where threads.state = 'open' and older.state = 'open' and older.id != threads.id and older.id = (
    select oldest.id from threads as oldest join follows on follows.id = oldest.follow_id
    where oldest.channel_id = threads.channel_id and oldest.subject = threads.subject and oldest.state = 'open'
    order by follows.site = 'alignmentforum', oldest.id limit 1
  )
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

/** A recorded Discord and forum, opened again, and the folder with the recorded databases. */
export interface Recorded {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly folder: string;
  /** Configuration for a bot that continues the work. */
  readonly environment: Readonly<Record<string, string>>;
  readonly copies: readonly RecordedCopy[];
}

/**
 * @param version folder of `test/fixtures/upgrade`, see `record.ts`
 * @param clock makes the clock of Discord and of the sites, given when the newest message was written (ms)
 * @param meanwhile SQL that changes the store before it is opened
 */
export async function openRecorded(
  version: string,
  clock: (newestIdMs: number) => () => number,
  meanwhile = "",
): Promise<Recorded> {
  const read = (file: string) =>
    brotliDecompressSync(
      readFileSync(join(import.meta.dirname, "../fixtures/upgrade", version, `${file}.br`)),
    );
  const saved = JSON.parse(read("discord.json").toString()) as SavedDiscord;
  const content = JSON.parse(read("forum.json").toString()) as ForumContent;
  const folder = mkdtempSync(join(tmpdir(), "commonplace-upgrade-"));
  for (const file of databases) writeFileSync(join(folder, file), read(file));
  const store = new Database(join(folder, "store.db"));
  store.exec(meanwhile);
  const copies = readCopies(store);
  store.close();
  const now = clock(saved.newestIdMs);
  const discord = await LoopbackDiscord.start({ rateLimits: "off", saved, now });
  const forum = await LoopbackForum.open({ content, now });
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SITES: forum.siteNames.map((name) => `${name}=${forum.apiUrl(name)}`).join(","),
    DATABASE_URL: `sqlite:${join(folder, "store.db")}`,
    POLL_INTERVAL_SECONDS: "1",
    SITE_REQUESTS_PER_MINUTE: "6000",
  };
  return { discord, forum, folder, environment, copies };
}

/** Messages of forum posts and channels in all servers. */
export function messagesIn(discord: LoopbackDiscord): readonly LoopbackMessage[] {
  return discord.guilds.flatMap(({ channels }) =>
    channels.flatMap((channel) => [
      ...channel.messages,
      ...channel.threads().flatMap(({ messages }) => messages),
    ]),
  );
}

export function threadWith(discord: LoopbackDiscord, id: string): LoopbackThread {
  const threads = discord.guilds.flatMap(({ channels }) => channels.flatMap((one) => one.threads()));
  const found = threads.find((thread) => thread.id === id);
  if (found === undefined) throw new Error(`no forum post ${id}`);
  return found;
}

/** Reads a bot's database beside it. */
export function query(folder: string, sql: string): readonly unknown[] {
  const database = new Database(join(folder, "store.db"), { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}
