import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqliteMigrations } from "../../src/store/migrations.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";

const last = "2026-11-29-visible-counts";
const post = "lesswrong:post:a";

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-"));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

type State = "planned" | "sending" | "open" | "gone" | "skipped";

/** Opens a database in which each of three follows of a channel has a thread for the same post, in these states. */
async function upgraded(states: readonly State[]): Promise<void> {
  const path = join(folder, "store.db");
  const database = new Database(path);
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...sqliteMigrations }) },
  }).migrateTo(last);
  if (error !== undefined) throw error;
  // Ids that were used and are free again.
  database.exec(`
    insert into follows (id, guild_id, channel_id, site, target_kind, target, target_key, title, path, authors, state, created_by, created_at_ms)
      values (90, '9', '9', 'lesswrong', 'site', '', 'x', '', '', '[]', 'active', '', 0);
    insert into threads (id, follow_id, subject, channel_id, title, state, last_activity_at_ms) values (80, 90, 'y', '9', '', 'open', 0);
    delete from follows;
  `);
  for (const [index, state] of states.entries()) {
    const id = index + 1;
    database.exec(`
      insert into follows (id, guild_id, channel_id, site, target_kind, target, target_key, title, path, authors, state, created_by, created_at_ms)
        values (${id}, '1', '2', 'lesswrong', 'tag', '', 'tag ${id}', '', '', '[]', 'active', '', 0);
      insert into trouble_reports (follow_id, fault, last_at_ms) values (${id}, 'thread-gone', 0);
      insert into threads (id, follow_id, subject, post, channel_id, title, state, discord_thread_id, floor_ms, left_out, last_activity_at_ms, swept_at_ms)
        values (${10 + id}, ${id}, '${post}', '${post}', '2', '', '${state}', ${state === "open" ? `'d${id}'` : "null"}, ${id}, 0, 0, 5);
      insert into ledger (thread_id, comment, part, position, state, source_hash) values (${10 + id}, 'lesswrong:comment:c${id}', 0, 0, 'sent', '');
    `);
  }
  await db.destroy();
  store = await openStore(`sqlite:${path}`);
}

describe("a database with several threads for the same subject in a channel", () => {
  it("keeps the oldest open one, and all ids and ledgers; the others become its copies", async () => {
    await upgraded(["planned", "open", "open"]);
    const threads = await store.threads.all();
    expect(threads.map(({ id, mergingInto, state }) => [id, mergingInto, state])).toEqual([
      [12, undefined, "open"],
      [13, 12, "open"],
    ]);
    expect(threads[0]).toMatchObject({
      guildId: "1",
      channelId: "2",
      site: "lesswrong",
      sweptAtMs: undefined,
    });
    for (const { id } of threads) expect((await store.ledger.comments.sourceHashes(id)).size).toBe(1);
    const shares = await store.shares.ofThread(12);
    expect(shares.map(({ follow, state, floorMs }) => [follow.id, state, floorMs])).toEqual([
      [1, "wanted", 1],
      [2, "wanted", 2],
    ]);
    // A copy is merged as long as any of its follows is running.
    expect((await store.shares.ofThread(13)).map(({ follow }) => follow.id)).toEqual([1, 2, 3]);
  });

  it("keeps posts that a follow skipped, and makes no forum post twice", async () => {
    await upgraded(["skipped", "sending", "gone"]);
    expect((await store.threads.all()).map(({ id, state }) => [id, state])).toEqual([[12, "sending"]]);
    const shares = await store.shares.ofThread(12);
    expect(shares.map(({ follow, state }) => [follow.id, state])).toEqual([
      [1, "skipped"],
      [2, "wanted"],
      [3, "wanted"],
    ]);
  });

  it("never reuses ids, and keeps rows that refer to follows", async () => {
    await upgraded(["open"]);
    const reported = await store.troubleReports.note(1, "thread-gone", 1);
    expect(reported).toBe(false);
    const [first] = await store.follows.all();
    if (first === undefined) throw new Error("no follow");
    const { follow } = await store.follows.add({ ...first, channelId: "5" });
    expect(follow.id).toBe(91);
    const wanted = { subject: post, post, title: "", createdAtMs: 0, state: "wanted" } as const;
    expect((await store.threads.add(follow, wanted))?.id).toBe(81);
  });

  it("lets a copy's follow share the thread that stays once merging begins, and end without the copy", async () => {
    await upgraded(["open", "open"]);
    const copy = await store.threads.get(12);
    if (copy === undefined) throw new Error("no copy");
    await store.copies.begin(copy);
    await store.copies.begin(copy);
    expect((await store.shares.ofThread(11)).map(({ follow }) => follow.id)).toEqual([1, 2]);
    expect(await store.threads.get(11)).toMatchObject({ sweptAtMs: undefined });
    await store.copies.forget({ id: 12, mergingInto: 11 });
    await store.copies.forget({ id: 11, mergingInto: undefined });
    await store.follows.remove(1);
    expect((await store.threads.all()).map(({ id }) => id)).toEqual([11]);
    await store.follows.remove(2);
    expect(await store.threads.all()).toEqual([]);
  });

  it("keeps a thread whose own follow ended for the follow of its copy", async () => {
    await upgraded(["open", "open"]);
    await store.follows.remove(1);
    expect((await store.threads.all()).map(({ id }) => id)).toEqual([11, 12]);
    expect((await store.shares.ofThread(11)).map(({ follow }) => follow.id)).toEqual([2]);
  });
});
