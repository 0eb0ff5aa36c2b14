import { afterEach, beforeEach, expect, it } from "vitest";
import type { NewFollow } from "../../../src/store/follow.ts";
import type { Store } from "../../../src/store/open-store.ts";
import type { MakeDatabase, TestDatabase } from "./test-database.ts";

const post = "lesswrong:post:a";
const comment = (name: string) => ({ comment: `lesswrong:comment:${name}`, sourceHash: "1" }) as const;

/** Copies of a thread, which an older version of the bot made. */
export function copiesOfThreads(make: MakeDatabase): void {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await make();
    store = await database.open();
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  /** Adds two follows of a channel: the first with a thread, the second with a copy of it. Returns the ids of the threads. */
  async function withCopy(): Promise<{ readonly thread: number; readonly copy: number }> {
    const [first, second] = [await follow("a"), await follow("b")];
    const wanted = { subject: post, post, title: "A post", createdAtMs: 0, state: "wanted" } as const;
    const thread = await store.threads.add(first, wanted);
    if (thread === undefined) throw new Error("no thread");
    await store.threads.markOpen(thread.id, "d1");
    await database.query(`
      insert into threads (guild_id, channel_id, site, subject, post, title, state, discord_thread_id, last_activity_at_ms, merging_into)
      values ('1', '2', 'lesswrong', '${post}', '${post}', '', 'open', 'd2', 0, ${thread.id})
    `);
    const copy = (await store.threads.byDiscordId("d2"))?.id ?? 0;
    await database.query(
      `insert into thread_follows (thread_id, follow_id, state) values (${copy}, ${second.id}, 'wanted')`,
    );
    await store.ledger.queue.add(thread.id, [comment("both")]);
    await store.ledger.queue.add(copy, [comment("both"), comment("only")]);
    await database.query(
      `update ledger set state = 'sent', message_id = 'm' || comment where thread_id = ${copy}`,
    );
    return { thread: thread.id, copy };
  }

  async function follow(tag: string) {
    const target: NewFollow["target"] = { kind: "tag", reference: `lesswrong:tag:${tag}` };
    const texts = { guildId: "1", channelId: "2", site: "lesswrong", title: "", path: "", createdBy: "3" };
    const limits = { backfill: undefined, minScore: undefined, authors: [], createdAtMs: 0 };
    return (await store.follows.add({ ...texts, ...limits, target })).follow;
  }

  async function copyOf(id: number) {
    const copy = await store.threads.get(id);
    if (copy === undefined) throw new Error("no copy");
    return copy;
  }

  it("merge comment by comment, each only once the thread shows it", async () => {
    const { thread, copy } = await withCopy();
    await store.copies.begin(await copyOf(copy));
    expect((await store.shares.ofThread(thread)).map((share) => share.follow.id)).toEqual([1, 2]);
    expect([...(await store.ledger.comments.sourceHashes(thread)).keys()].toSorted()).toEqual([
      comment("both").comment,
      comment("only").comment,
    ]);
    expect(await store.copies.next(await copyOf(copy))).toBeUndefined();
    for (const name of ["both", "only"]) {
      const [row] = await store.ledger.comments.rowsOf(thread, comment(name).comment);
      await store.ledger.parts.markSent(row?.id ?? 0, { messageId: name, webhookId: undefined }, "1");
      expect(await store.copies.next(await copyOf(copy))).toBe(comment(name).comment);
      await store.copies.forgetComment(copy, comment(name).comment);
    }
    await store.copies.finish(copy);
    expect((await copyOf(copy)).state).toBe("merged");
    expect(await store.copies.ofThread(thread)).toEqual([]);
  });

  it("take the place of a thread whose forum post is gone", async () => {
    const { thread, copy } = await withCopy();
    await store.copies.promote(await copyOf(copy));
    expect(await store.threads.get(thread)).toBeUndefined();
    expect(await copyOf(copy)).toMatchObject({ mergingInto: undefined, state: "open" });
    expect((await store.shares.ofThread(copy)).map((share) => share.follow.id)).toEqual([1, 2]);
  });

  it("leave the thread to their follows when its own ends, and end with the last", async () => {
    const { thread, copy } = await withCopy();
    await store.follows.remove(1);
    expect((await store.shares.ofThread(thread)).map((share) => share.follow.id)).toEqual([2]);
    expect((await store.threads.all()).map(({ id }) => id)).toEqual([thread, copy]);
    await store.follows.remove(2);
    expect(await store.threads.all()).toEqual([]);
  });
}
