import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { busyPost } from "./busy-post.ts";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";
const names = () => world.channel.threads().map(({ name }) => name);
const newPost = (title: string, tagIds: string[] = []) =>
  world.forum.addPost({ title, html: "<p>x</p>", author: "Ines Okonkwo", tagIds });
const sweepNow = () => world.bot.app.store.sweeps.forget({ site: "lesswrong" });

/** Lets the site answer an operation only after `/follow` was answered and something else happened. */
async function followMeanwhile(
  url: string,
  { backfill, operation, happen }: { backfill: number; operation: string; happen: () => unknown },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  world.forum.inject({ kind: "hold", until: promise, match: (request) => request.operation === operation });
  await world.follow(url, { backfill });
  await world.discord.until(() => world.forum.requests.some((request) => request.operation === operation));
  happen();
  resolve();
}

describe("posts that appear between /follow and its first reading", () => {
  it.each([0, 2])("are mirrored with a backfill of %i", async (backfill) => {
    // The list that is read first does not arrive before the posts exist.
    await followMeanwhile(`${lesswrong}/`, {
      backfill,
      operation: "ReadRecent",
      happen: () => ["Fresh 1", "Fresh 2", "Fresh 3"].map((title) => newPost(title)),
    });
    await world.discord.until(() => names().filter((name) => name.startsWith("Fresh")).length === 3);
    await expect.poll(() => names().length).toBe(3 + backfill);
  });

  it("are mirrored when a tag is followed too", async () => {
    const [tag] = world.forum.database("lesswrong").tags.values();
    await followMeanwhile(`${lesswrong}/w/${tag?.slug}`, {
      backfill: 0,
      operation: "ReadRecent",
      happen: () => newPost("Tagged meanwhile", [tag?._id ?? ""]),
    });
    await world.discord.until(() => names().includes("Tagged meanwhile"));
    expect(names()).toEqual(["Tagged meanwhile"]);
  });
});

describe("comments that are written between /follow and its first reading", () => {
  it("are mirrored with any backfill of a post", async () => {
    const { url, ids, post } = busyPost(world, 5);
    const fresh: string[] = [];
    const write = () => world.forum.addComment({ postId: post._id, author: "Tobias Rehn" })._id;
    await followMeanwhile(url, {
      backfill: 1,
      operation: "ReadRecent",
      happen: () => fresh.push(write(), write(), write()),
    });
    const shown = () => new Set(world.channel.threads().flatMap(mirroredIds));
    await expect.poll(() => shown().size).toBe(4);
    expect(shown()).toEqual(new Set([...ids.slice(-1), ...fresh]));
  });

  it.each([0, 2])("are mirrored with a user's backfill of %i", async (backfill) => {
    const { ids, post } = busyPost(world, 5, { userId: world.forum.addUser({ slug: "busy" })._id });
    const userId = world.forum.database("lesswrong").comments.get(ids[0] ?? "")?.userId ?? "";
    const fresh: string[] = [];
    const write = () => world.forum.addComment({ postId: post._id, userId })._id;
    await followMeanwhile(`${lesswrong}/users/busy`, {
      backfill,
      operation: "ReadRecent",
      happen: () => fresh.push(write(), write(), write()),
    });
    const wanted = [...ids.slice(ids.length - backfill), ...fresh];
    const shown = () => new Set(world.channel.threads().flatMap(mirroredIds));
    await expect.poll(() => shown().size).toBe(wanted.length);
    expect(shown()).toEqual(new Set(wanted));
    // A later sweep does not bring what was left out, either.
    const sweeps = world.forum.requests.length;
    await sweepNow();
    await world.discord.until(() => world.forum.requests.length > sweeps + 4);
    expect(shown()).toEqual(new Set(wanted));
  });
});

describe("a user who wrote a lot while no poll could report it", () => {
  it("is read until nothing is missing", async () => {
    const { ids, post } = busyPost(world, 3, { userId: world.forum.addUser({ slug: "busy" })._id });
    const userId = world.forum.database("lesswrong").comments.get(ids[0] ?? "")?.userId ?? "";
    const thread = await world.mirrored(`${lesswrong}/users/busy`);
    await world.stopBot();
    for (let index = 0; index < 70; index += 1) world.forum.addComment({ postId: post._id, userId });
    await world.startBot();
    await world.bot.app.store.cursors.remove("lesswrong");
    await sweepNow();
    await expect.poll(() => mirroredIds(thread).length).toBe(73);
  });
});

describe("the last words of /follow", () => {
  const told = async (url: string, options: Record<string, number> = {}) => {
    const answer = await world.follow(url, options);
    return await answer.settled(({ message }) => /Mirrored (all|the newest)/.test(message.content));
  };

  it("say how many older comments were left out", async () => {
    const { url } = busyPost(world, 7);
    const answer = await told(url, { backfill: 2 });
    expect(answer.message.content).toContain("Mirrored the newest 2 of 7 comments in 1 post.");
  });

  it("say “all” when nothing was left out", async () => {
    const { url } = busyPost(world, 7);
    expect((await told(url, { backfill: 9 })).message.content).toContain(
      "Mirrored all 7 comments in 1 post.",
    );
  });

  it("count only comments that pass the filters", async () => {
    const { url, ids } = busyPost(world, 7);
    for (const id of ids.slice(0, 3)) world.forum.setScore(id, -5);
    const answer = await told(url, { backfill: 1, "min-score": 0 });
    expect(answer.message.content).toContain("Mirrored the newest 1 of 4 comments in 1 post.");
  });

  it("do not count a user's comments that were not read", async () => {
    const user = world.forum.addUser({ slug: "busy" });
    busyPost(world, 30, { userId: user._id });
    const answer = await told(`${lesswrong}/users/busy`, { backfill: 2 });
    expect(answer.message.content).toContain("Mirrored the newest 2 comments in 1 post.");
  });

  it("say that older posts were left out", async () => {
    const [tag] = world.forum.database("lesswrong").tags.values();
    for (const title of ["One", "Two", "Three"]) {
      const post = newPost(title, [tag?._id ?? ""]);
      world.forum.addComment({ postId: post._id, author: "Tobias Rehn" });
    }
    const answer = await told(`${lesswrong}/w/${tag?.slug}`, { backfill: 2 });
    expect(answer.message.content).toContain("Mirrored all 2 comments in the newest 2 posts.");
  });
});
