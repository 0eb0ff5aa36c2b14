import { describe, expect, it } from "vitest";
import { sampleFollow } from "./sample-follow.ts";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const follow = sampleFollow({ authors: ["ada"] });

/** Follows, their threads and the ledger. */
export function followsAndLedger(make: MakeDatabase): void {
  const trial = eachWithADatabase(make);

  async function openThread(): Promise<number> {
    const { follow: added } = await trial.store.follows.add(follow);
    const thread = await trial.store.threads.add(added, {
      subject: "lesswrong:post:a",
      post: "lesswrong:post:a",
      title: "A post",
      createdAtMs: 10,
      state: "wanted",
    });
    if (thread === undefined) throw new Error("no thread");
    await trial.store.threads.markOpen(thread.id, "99");
    return thread.id;
  }

  const a = { comment: "lesswrong:comment:a", sourceHash: "1" } as const;
  const b = { comment: "lesswrong:comment:b", sourceHash: "1" } as const;

  describe("follows", () => {
    it("keep a pause made after they were read", async () => {
      const { follow: seen } = await trial.store.follows.add(follow);
      const trouble = { fault: { kind: "thread-gone" }, sinceMs: 20 } as const;
      await Promise.all([
        trial.store.follows.pause(seen.id),
        trial.store.follows.changeState(seen, "troubled", trouble),
      ]);
      expect(await trial.store.follows.get(seen.id)).toMatchObject({ state: "paused", trouble: undefined });
      expect(await trial.store.follows.changeState(seen, "active")).toBe(false);
      expect(await trial.store.follows.changeState({ id: seen.id, state: "paused" }, "active")).toBe(true);
      expect(await trial.store.follows.changeState(seen, "troubled", trouble)).toBe(true);
      expect(await trial.store.follows.get(seen.id)).toMatchObject({ state: "troubled", trouble });
    });

    it("store all authors that are found at the same time, each once", async () => {
      const { follow: added } = await trial.store.follows.add(follow);
      const found = ["ada", "b", "c", "d", "c"];
      await Promise.all(found.map((author) => trial.store.follows.addAuthors(added.id, [author])));
      expect((await trial.store.follows.get(added.id))?.authors.toSorted()).toEqual(["ada", "b", "c", "d"]);
    });

    it("come back as they were given", async () => {
      const { follow: added } = await trial.store.follows.add(follow);
      expect(await trial.store.follows.get(added.id)).toMatchObject({
        ...follow,
        state: "active",
        trouble: undefined,
      });
    });

    it("keep a name with characters that a database may not know, as far as it can", async () => {
      const { follow: added } = await trial.store.follows.add({ ...follow, title: "a\u0000b\ud800c" });
      expect((await trial.store.follows.get(added.id))?.title).toMatch(/^a.b.c$/s);
    });

    it("keep a score with a fraction", async () => {
      const { follow: added } = await trial.store.follows.add({ ...follow, minScore: 1.5 });
      expect((await trial.store.follows.get(added.id))?.minScore).toBe(1.5);
    });

    it("of the same target exist once in a channel, whichever site's address was given", async () => {
      const first = await trial.store.follows.add(follow);
      const second = await trial.store.follows.add({ ...follow, site: "alignmentforum" });
      expect(second).toMatchObject({ isNew: false, follow: { id: first.follow.id } });
      expect(await trial.store.follows.add({ ...follow, channelId: "5" })).toMatchObject({ isNew: true });
    });

    it("survive reopening the database", async () => {
      await trial.store.follows.add(follow);
      await trial.reopen();
      expect(await trial.store.follows.all()).toHaveLength(1);
    });

    it("take their threads and ledger with them", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a]);
      for (const one of await trial.store.follows.all()) await trial.store.follows.remove(one.id);
      expect(await trial.store.threads.get(thread)).toBeUndefined();
      expect(await trial.store.ledger.queue.next(thread)).toBeUndefined();
    });
  });

  describe("the ledger", () => {
    it("queues a comment once, in order", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a]);
      await trial.store.ledger.queue.add(thread, [b, a]);
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        comment: a.comment,
        state: "planned",
      });
      expect((await trial.store.ledger.comments.sourceHashes(thread)).size).toBe(2);
    });

    it("returns an unsettled row before all others", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a, b]);
      const [row] = await trial.store.ledger.comments.rowsOf(thread, b.comment);
      await trial.store.ledger.parts.markSending(row?.id ?? 0, "content");
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        comment: b.comment,
        state: "sending",
      });
    });

    it("returns nothing once everything is sent, and a changed comment again", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a]);
      const row = await trial.store.ledger.queue.next(thread);
      await trial.store.ledger.parts.markSending(row?.id ?? 0, "content");
      await trial.store.ledger.parts.markSent(
        row?.id ?? 0,
        { messageId: "100", webhookId: "8" },
        row?.sourceHash,
      );
      expect(await trial.store.ledger.queue.next(thread)).toBeUndefined();
      expect(await trial.store.threads.withWork()).toEqual([]);
      await trial.store.ledger.queue.markStale(thread, { ...a, sourceHash: "2" });
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        state: "stale",
        messageId: "100",
        sourceHash: "2",
      });
      expect((await trial.store.threads.withWork()).map(({ id }) => id)).toEqual([thread]);
    });

    it("returns a comment again if it changed while its message was under way, or if its message was only found", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a, b]);
      const [first, second] = [
        await trial.store.ledger.queue.next(thread),
        (await trial.store.ledger.comments.rowsOf(thread, b.comment))[0],
      ];
      await trial.store.ledger.parts.markSending(first?.id ?? 0, "content");
      await trial.store.ledger.queue.markStale(thread, { ...a, sourceHash: "2" });
      await trial.store.ledger.parts.markSent(
        first?.id ?? 0,
        { messageId: "100", webhookId: "8" },
        first?.sourceHash,
      );
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        comment: a.comment,
        state: "stale",
      });
      await trial.store.ledger.queue.markStale(thread, { ...a, sourceHash: "3" });
      await trial.store.ledger.parts.markEdited(first?.id ?? 0, "other", "2");
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        comment: a.comment,
        state: "stale",
      });
      await trial.store.ledger.parts.markCurrent(first?.id ?? 0, "3");
      await trial.store.ledger.parts.markSending(second?.id ?? 0, "content");
      await trial.store.ledger.parts.markSent(
        second?.id ?? 0,
        { messageId: "101", webhookId: "8" },
        undefined,
      );
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        comment: b.comment,
        state: "stale",
      });
    });

    it("plans every part of a comment before the first is sent", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a, b]);
      const row = await trial.store.ledger.queue.next(thread);
      if (row !== undefined) await trial.store.ledger.parts.plan(row, 3);
      expect((await trial.store.ledger.comments.rowsOf(thread, a.comment)).map((one) => one.part)).toEqual([
        0, 1, 2,
      ]);
      expect(await trial.store.tallies.progress(1)).toEqual({ sent: 0, total: 2, refused: 0 });
    });

    it("puts off edits of the messages up to one, by age, however long their ids", async () => {
      const thread = await openThread();
      const c = { comment: "lesswrong:comment:c", sourceHash: "1" } as const;
      await trial.store.ledger.queue.add(thread, [a, b, c]);
      for (const [{ comment }, messageId] of [
        [a, "99"],
        [b, "100"],
        [c, "101"],
      ] as const) {
        const [row] = await trial.store.ledger.comments.rowsOf(thread, comment);
        await trial.store.ledger.parts.markSent(row?.id ?? 0, { messageId, webhookId: "8" }, "other");
      }
      await trial.store.ledger.queue.putOffEdits(thread, "100", Date.now() + 60_000);
      expect(await trial.store.ledger.queue.next(thread)).toMatchObject({
        comment: c.comment,
        state: "stale",
      });
      expect(await trial.store.tallies.lateEdits(1)).toMatchObject({ count: 2 });
    });

    it("counts a comment as sent once all its parts are", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a]);
      const row = await trial.store.ledger.queue.next(thread);
      if (row !== undefined) await trial.store.ledger.parts.plan(row, 2);
      const sent: number[] = [];
      for (const { id, sourceHash } of await trial.store.ledger.comments.rowsOf(thread, a.comment)) {
        await trial.store.ledger.parts.markSent(
          id,
          { messageId: String(100 + id), webhookId: "8" },
          sourceHash,
        );
        sent.push((await trial.store.tallies.progress(1)).sent);
      }
      expect(sent).toEqual([0, 1]);
    });
  });

  describe("a follow that ended meanwhile", () => {
    it("gets no comments in its former thread", async () => {
      const thread = await openThread();
      await trial.store.ledger.queue.add(thread, [a]);
      const row = await trial.store.ledger.queue.next(thread);
      if (row === undefined) throw new Error("nothing is queued");
      for (const { id } of await trial.store.follows.all()) await trial.store.follows.remove(id);
      await trial.store.ledger.queue.add(thread, [b]);
      await trial.store.ledger.parts.plan(row, 2);
      const message = { messageId: "100", webhookId: "8", contentHash: "content" };
      await trial.store.ledger.recovery.takeOver(thread, a.comment, [message], new Set());
      expect((await trial.store.ledger.comments.sourceHashes(thread)).size).toBe(0);
    });

    it("gets no thread, not even one that another follow shares", async () => {
      const wanted = { subject: "lesswrong:post:a", post: "lesswrong:post:a", title: "A post" } as const;
      const planned = { ...wanted, createdAtMs: 10, state: "wanted" } as const;
      const { follow: ended } = await trial.store.follows.add(follow);
      await trial.store.follows.remove(ended.id);
      expect(await trial.store.threads.add(ended, planned)).toBeUndefined();
      expect(await trial.store.threads.all()).toEqual([]);
      const thread = await openThread();
      expect(await trial.store.threads.add(ended, planned)).toBeUndefined();
      expect((await trial.store.shares.ofThread(thread)).map((share) => share.follow.id)).not.toContain(
        ended.id,
      );
    });

    it("leaves the thread in whose place its copy would have come", async () => {
      const thread = await openThread();
      await trial.store.copies.promote({ id: thread + 1, mergingInto: thread });
      expect(await trial.store.threads.get(thread)).toBeDefined();
    });

    it("is reported to nobody", async () => {
      const { follow: ended } = await trial.store.follows.add(follow);
      await trial.store.follows.remove(ended.id);
      expect(await trial.store.troubleReports.note(ended.id, "record-refused", 20)).toBe(false);
    });
  });
}
