import { expect, it } from "vitest";
import type { NewFollow } from "../../../src/store/follow.ts";
import { sampleFollow } from "./sample-follow.ts";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const post = "lesswrong:post:a";
const comment = (name: string) => ({ comment: `lesswrong:comment:${name}`, sourceHash: "1" }) as const;

/** Copies of a thread, which an older version of the bot made. */
export function copiesOfThreads(make: MakeDatabase): void {
  const trial = eachWithADatabase(make);

  /** Adds two follows of a channel: the first with a thread, the second with a copy of it. Returns the ids of the threads. */
  async function withCopy(): Promise<{ readonly thread: number; readonly copy: number }> {
    const [first, second] = [await follow("a"), await follow("b")];
    const wanted = { subject: post, post, title: "A post", createdAtMs: 0, state: "wanted" } as const;
    const thread = await trial.store.threads.add(first, wanted);
    if (thread === undefined) throw new Error("no thread");
    await trial.store.threads.markOpen(thread.id, "d1");
    await trial.database.query(`
      insert into threads (guild_id, channel_id, site, subject, post, title, state, discord_thread_id, last_activity_at_ms, merging_into)
      values ('1', '2', 'lesswrong', '${post}', '${post}', '', 'open', 'd2', 0, ${thread.id})
    `);
    const copy = (await trial.store.threads.byDiscordId("d2"))?.id ?? 0;
    await trial.database.query(
      `insert into thread_follows (thread_id, follow_id, state) values (${copy}, ${second.id}, 'wanted')`,
    );
    await trial.store.ledger.queue.add(thread.id, [comment("both")]);
    await trial.store.ledger.queue.add(copy, [comment("both"), comment("only")]);
    await trial.database.query(
      `update ledger set state = 'sent', message_id = 'm' || comment where thread_id = ${copy}`,
    );
    return { thread: thread.id, copy };
  }

  async function follow(tag: string) {
    const target: NewFollow["target"] = { kind: "tag", reference: `lesswrong:tag:${tag}` };
    return (await trial.store.follows.add(sampleFollow({ target }))).follow;
  }

  async function copyOf(id: number) {
    const copy = await trial.store.threads.get(id);
    if (copy === undefined) throw new Error("no copy");
    return copy;
  }

  it("merge comment by comment, each only once the thread shows it", async () => {
    const { thread, copy } = await withCopy();
    await trial.store.copies.begin(await copyOf(copy));
    expect((await trial.store.shares.ofThread(thread)).map((share) => share.follow.id)).toEqual([1, 2]);
    expect([...(await trial.store.ledger.comments.sourceHashes(thread)).keys()].toSorted()).toEqual([
      comment("both").comment,
      comment("only").comment,
    ]);
    expect(await trial.store.copies.next(await copyOf(copy))).toBeUndefined();
    for (const name of ["both", "only"]) {
      const [row] = await trial.store.ledger.comments.rowsOf(thread, comment(name).comment);
      await trial.store.ledger.parts.markSent(row?.id ?? 0, { messageId: name, webhookId: undefined }, "1");
      expect(await trial.store.copies.next(await copyOf(copy))).toBe(comment(name).comment);
      await trial.store.copies.forgetComment(copy, comment(name).comment);
    }
    await trial.store.copies.finish(copy);
    expect((await copyOf(copy)).state).toBe("merged");
    expect(await trial.store.copies.ofThread(thread)).toEqual([]);
  });

  it("take the place of a thread whose forum post is gone", async () => {
    const { thread, copy } = await withCopy();
    await trial.store.copies.promote(await copyOf(copy));
    expect(await trial.store.threads.get(thread)).toBeUndefined();
    expect(await copyOf(copy)).toMatchObject({ mergingInto: undefined, state: "open" });
    expect((await trial.store.shares.ofThread(copy)).map((share) => share.follow.id)).toEqual([1, 2]);
  });

  it("leave the thread to their follows when its own ends, and end with the last", async () => {
    const { thread, copy } = await withCopy();
    await trial.store.follows.remove(1);
    expect((await trial.store.shares.ofThread(thread)).map((share) => share.follow.id)).toEqual([2]);
    expect((await trial.store.threads.all()).map(({ id }) => id)).toEqual([thread, copy]);
    await trial.store.follows.remove(2);
    expect(await trial.store.threads.all()).toEqual([]);
  });
}
