import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { busyPost } from "./busy-post.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const day = 24 * 60 * 60_000;

/** Makes messages appear to have been written a day ago. */
async function age(): Promise<void> {
  const { store, clock } = world.bot.app;
  for (const follow of await store.follows.ofGuild(world.guild.id)) {
    for (const thread of await store.threads.ofFollow(follow.id)) {
      for (const [comment, shown] of await store.ledger.votes.shown(thread.id))
        await store.ledger.votes.markShown(thread.id, comment, { ...shown, atMs: clock.now() - day });
    }
  }
}

/** Reads every thread again at least this many times. */
async function sweep(times: number): Promise<void> {
  const reads = () => world.forum.requests.filter(({ operation }) => operation === "ReadThread").length;
  const before = reads();
  const again = async () => {
    if (reads() < before + times) await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    return reads();
  };
  await expect.poll(again, { interval: 200 }).toBeGreaterThanOrEqual(before + times);
}

/** Counts edits of mirrored messages. */
const edits = () =>
  world.discord.requests.filter(
    ({ method, path }) =>
      method === "PATCH" && world.channel.webhooks().some(({ id }) => path.includes(`/webhooks/${id}/`)),
  ).length;
const messageOf = (thread: LoopbackThread, id = "") =>
  thread.messages.find(({ content }) => content.includes(`commentId=${id}`))?.content ?? "";

describe("votes", () => {
  it("are never written one by one, however many arrive", async () => {
    const { ids, url } = busyPost(world, 30, { baseScore: 10 });
    await world.mirrored(url);
    for (let votes = 0; votes < 200; votes += 1) {
      for (const id of ids) world.forum.setScore(id, 10 + votes);
      if (votes % 50 === 0) await sweep(1);
    }
    await sweep(2);
    expect(edits()).toBe(0);
  });

  it("are updated by sweeps, the most outdated first, a few at a time", async () => {
    const { ids, url } = busyPost(world, 12, { baseScore: 10 });
    const thread = await world.mirrored(url);
    await age();
    for (const [index, id] of ids.entries()) world.forum.setScore(id, 10 + index);
    await sweep(1);
    await expect.poll(edits).toBe(5);
    for (const id of ids.slice(-5)) expect(messageOf(thread, id)).toContain(`${10 + ids.indexOf(id)} points`);
    await sweep(2);
    // Two more are off by three or more; those off by less stay.
    await expect.poll(edits).toBe(9);
    await sweep(1);
    expect(edits()).toBe(9);
    expect(messageOf(thread, ids[2])).toContain("10 points");
  });

  it("are updated when a comment is edited for another reason", async () => {
    const { ids, url } = busyPost(world, 1, { baseScore: 10 });
    const thread = await world.mirrored(url);
    world.forum.setScore(ids[0] ?? "", 11);
    world.forum.editComment(ids[0] ?? "", "<p>Edited.</p>");
    await world.discord.until(() => messageOf(thread, ids[0]).includes("Edited."));
    expect(messageOf(thread, ids[0])).toContain("11 points");
    await expect.poll(edits).toBe(1);
  });

  it("leave the first message of a forum post alone until it is old enough", async () => {
    const { post, url } = busyPost(world, 2, { baseScore: 10 });
    const thread = await world.mirrored(url);
    world.forum.changePost(post._id, (record) => Object.assign(record, { baseScore: 900 }));
    await sweep(2);
    expect(thread.messages[0]?.embeds[0]?.description).not.toContain("900 points");
    await ageStarter();
    await sweep(1);
    await world.discord.until(
      () => thread.messages[0]?.embeds[0]?.description?.includes("900 points") ?? false,
    );
    expect(thread.name).toBe("Busy");
  });

  it("treat a number of comments that was never recorded as the one shown", async () => {
    const { post, url } = busyPost(world, 2, { baseScore: 10 });
    const thread = await world.mirrored(url);
    await ageStarter({ comments: undefined });
    await sweep(2);
    expect(thread.messages[0]?.editedAtMs).toBeUndefined();
    for (let index = 0; index < 5; index += 1)
      world.forum.addComment({ postId: post._id, html: "<p>More.</p>" });
    await sweep(2);
    await world.discord.until(
      () => thread.messages[0]?.embeds[0]?.description?.includes("7 comments") ?? false,
    );
  });
});

/** Makes the first message of the only forum post a day older, and changes its stored facts. */
async function ageStarter(change: { readonly comments?: number | undefined } = {}): Promise<void> {
  const { store, clock } = world.bot.app;
  const [follow] = await store.follows.ofGuild(world.guild.id);
  const [mirrored] = await store.threads.ofFollow(follow?.id ?? 0);
  if (mirrored === undefined) throw new Error("nothing is mirrored");
  const shown = {
    title: mirrored.title,
    tags: mirrored.starterTags,
    hash: mirrored.starterHash ?? "",
    source: mirrored.starterSource ?? "",
    score: mirrored.starterScore,
    comments: mirrored.starterComments,
    ...change,
  };
  await store.starters.markShown(mirrored.id, shown, { atMs: clock.now() - day, isRenamed: false });
}
