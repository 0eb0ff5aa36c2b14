import { expect, it } from "vitest";
import type { Follow, NewFollow } from "../../../src/store/follow.ts";
import type { MirroredThread } from "../../../src/store/threads/mirrored-thread.ts";
import { sampleFollow } from "./sample-follow.ts";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const post = "lesswrong:post:a";

const newFollow = (channelId: string, target: NewFollow["target"] = { kind: "post", reference: post }) =>
  sampleFollow({ channelId, target });
const wanted = { subject: post, post, title: "A post", createdAtMs: 10, state: "wanted" } as const;
const commentOf = (index: number) => ({ comment: `lesswrong:comment:c${index}`, sourceHash: "1" }) as const;
const ten = Array.from({ length: 10 }, (_, index) => index);

/** Calls that come at the same time; a database may run several of them at once. */
export function sideBySide(make: MakeDatabase): void {
  const trial = eachWithADatabase(make);

  async function threadOf(follow: Follow): Promise<MirroredThread> {
    const thread = await trial.store.threads.add(follow, wanted);
    if (thread === undefined) throw new Error("no thread");
    return thread;
  }

  it("add no more follows than a server may have, and each target once", async () => {
    const added = await Promise.all(
      ten.map((index) =>
        trial.store.follows.add(newFollow(String(index % 5)), { follows: 3, publicSites: 5 }),
      ),
    );
    expect(added.filter((one) => typeof one === "object" && one.isNew)).toHaveLength(3);
    expect(await trial.store.follows.all()).toHaveLength(3);
  });

  it("give every comment of a thread a place of its own", async () => {
    const { follow } = await trial.store.follows.add(newFollow("2"));
    const { id } = await threadOf(follow);
    await Promise.all(
      ten.map((index) => trial.store.ledger.queue.add(id, [commentOf(index), commentOf(index + 1)])),
    );
    const rows = await Promise.all(
      [...ten, 10].map((index) => trial.store.ledger.comments.rowsOf(id, commentOf(index).comment)),
    );
    const positions = rows.flatMap((parts) => parts.map(({ position }) => position));
    expect(new Set(positions).size).toBe(11);
  });

  it("change different settings without undoing one another", async () => {
    const by = { userId: "3", atMs: 1 };
    await Promise.all([
      trial.store.settings.change("1", { showsScore: false }, by),
      trial.store.settings.change("1", { deletions: "remove" }, by),
      trial.store.settings.change("1", ({ followLimit }) => ({ followLimit: followLimit + 1 }), by),
      trial.store.settings.change("1", ({ followLimit }) => ({ followLimit: followLimit + 1 }), by),
    ]);
    expect(await trial.store.settings.ofGuild("1")).toMatchObject({
      ...{ showsScore: false, deletions: "remove", followLimit: 102 },
    });
  });

  it("let a member write only one reply while slow mode lasts", async () => {
    const reply = { guildId: "1", channelId: "2", discordThreadId: "9", contentHash: "1", userId: "4" };
    const claims = await Promise.all(
      ten.map((index) =>
        trial.store.replies.claim(`r${index}`, { ...reply, writing: post, createdAtMs: 1_000 }, 5_000),
      ),
    );
    expect(claims.map(({ kind }) => kind).toSorted()).toEqual(["claimed", ...Array(9).fill("too-soon")]);
  });

  it("report a trouble once", async () => {
    const { follow } = await trial.store.follows.add(newFollow("2"));
    const reported = await Promise.all(
      ten.map(() => trial.store.troubleReports.note(follow.id, "webhook-limit", 1)),
    );
    expect(reported.filter(Boolean)).toHaveLength(1);
  });

  it("leave a thread to a follow that begins to share it while another ends", async () => {
    for (const index of ten) {
      const { follow: old } = await trial.store.follows.add(newFollow("2"));
      await threadOf(old);
      const target = { kind: "tag", reference: `lesswrong:tag:t${index}` } as const;
      const { follow: young } = await trial.store.follows.add(newFollow("2", target));
      const [thread] = await Promise.all([threadOf(young), trial.store.follows.remove(old.id)]);
      expect(await trial.store.threads.get(thread.id)).toBeDefined();
      const shares = await trial.store.shares.ofThread(thread.id);
      expect(shares.map(({ follow }) => follow.id)).toEqual([young.id]);
      await trial.store.follows.remove(young.id);
    }
  });

  it("end a follow while its comments are queued, its threads added and its data deleted, without a failure", async () => {
    for (const _ of ten) {
      const { follow } = await trial.store.follows.add(newFollow("2"));
      const { id } = await threadOf(follow);
      await trial.store.ledger.queue.add(id, ten.map(commentOf));
      const row = await trial.store.ledger.queue.next(id);
      if (row === undefined) throw new Error("nothing is queued");
      await Promise.all([
        trial.store.ledger.queue.add(id, [commentOf(20)]),
        trial.store.ledger.parts.plan(row, 3),
        trial.store.follows.remove(follow.id),
        trial.store.threads.add(follow, wanted),
        trial.store.guildData.forget("1"),
        trial.store.troubleReports.note(follow.id, "webhook-limit", 1),
        trial.store.ledger.queue.add(id, [commentOf(21)]),
      ]);
      expect(await trial.store.threads.all()).toEqual([]);
    }
  });
}
