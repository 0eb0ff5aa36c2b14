import { afterEach, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
afterEach(() => world.close());

it("reads a new post once, however many servers follow its site", async () => {
  world = await World.withSample({ environment: { POLL_INTERVAL_SECONDS: "5" } });
  await world.follow("https://www.lesswrong.com/", { backfill: 0 });
  const channels = [world.channel];
  for (let index = 0; index < 5; index += 1) {
    const guild = world.discord.addGuild({ name: `Server ${index}` });
    const channel = guild.addForumChannel({ name: "discussions" });
    const moderator = guild.addMember({ name: "Mod", permissions: ["ManageThreads"] });
    const url = "https://www.lesswrong.com/";
    await (await moderator.command("follow", { url, channel: channel.id, backfill: 0 })).settled();
    channels.push(channel);
  }
  const { follows } = world.bot.app.store;
  const isBegun = async () =>
    (await follows.ofSite("lesswrong")).map(({ backfilledAtMs }) => backfilledAtMs !== undefined);
  await expect.poll(isBegun).toEqual(channels.map(() => true));
  const posts = ["One", "Two"].map((title) =>
    world.forum.addPost({ title, html: "<p>x</p>", author: "Ada" }),
  );
  const comments = posts.map(({ _id }) => world.forum.addComment({ postId: _id, author: "Bo" })._id);
  const shown = () =>
    channels.map((channel) =>
      channel
        .threads()
        .flatMap((thread) => mirroredIds(thread))
        .sort(),
    );
  await expect.poll(() => shown(), { timeout: 40_000 }).toEqual(channels.map(() => comments.toSorted()));
  const readings = world.forum.requests.filter(
    ({ operation, variables }) => operation === "ReadThread" && posts.some(({ _id }) => _id === variables.id),
  );
  expect(readings).toHaveLength(2);
});

it("reads a post once for all servers that follow it, and takes a deleted comment down in all of them together", async () => {
  world = await World.open();
  const { _id: postId } = world.forum.addPost({ title: "One", html: "<p>x</p>", author: "Ada" });
  const comments = ["Bo", "Cy", "Di"].map((author) => world.forum.addComment({ postId, author })._id);
  const url = `https://www.lesswrong.com/posts/${postId}`;
  await world.mirrored(url);
  const channels = [world.channel];
  for (let index = 0; index < 3; index += 1) {
    const guild = world.discord.addGuild({ name: `Server ${index}` });
    const channel = guild.addForumChannel({ name: "discussions" });
    const moderator = guild.addMember({ name: "Mod", permissions: ["ManageThreads"] });
    await (await moderator.command("follow", { url, channel: channel.id })).settled();
    channels.push(channel);
  }
  const shown = () => channels.map((channel) => channel.threads().flatMap(mirroredIds).toSorted());
  await expect.poll(shown).toEqual(channels.map(() => comments.toSorted()));
  const [deleted = ""] = comments;
  world.forum.deleteComment(deleted);
  const before = world.forum.requests.length;
  await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
  const isTombstone = () =>
    channels.map((channel) =>
      channel
        .threads()
        .flatMap(({ messages }) => messages.filter(({ content }) => content.includes("deleted"))),
    );
  await expect.poll(() => isTombstone().map(({ length }) => length)).toEqual(channels.map(() => 1));
  const asked = world.forum.requests.slice(before).map(({ operation }) => operation);
  expect(asked.filter((operation) => operation !== "ReadRecent").toSorted()).toEqual([
    "ReadPlacedComments",
    "ReadThread",
  ]);
});

it("archives a user's comments and what they answer only once per reading of the user's page", async () => {
  world = await World.open();
  const at = (day: number) => ({ postedAt: `2025-01-0${day}T00:00:00.000Z` });
  const { _id: postId } = world.forum.addPost({ title: "A post", html: "<p>x</p>", author: "Ada", ...at(1) });
  const answered = world.forum.addComment({ postId, author: "Ada", ...at(2) })._id;
  const own = world.forum.addComment({ parentCommentId: answered, author: "Bo", ...at(3) })._id;
  const next = world.forum.addComment({ parentCommentId: own, author: "Bo", ...at(4) })._id;
  const { slug } = [...world.forum.database("lesswrong").users.values()].find(
    ({ displayName }) => displayName === "Bo",
  ) ?? { slug: "" };
  await world.mirrored(`https://www.lesswrong.com/users/${slug}`);
  const { archive, store } = world.bot.app;
  const written: string[] = [];
  archive.comments.watch(async (records, write) => {
    written.push(...records.map(({ reference }) => reference));
    await write();
  });
  await store.sweeps.forget({ site: "lesswrong" });
  const isRead = async () => (await store.threads.all())[0]?.sweptAtMs !== undefined;
  await expect.poll(isRead).toBe(true);
  expect(written.toSorted()).toEqual([answered, own, next].map((id) => `lesswrong:comment:${id}`).toSorted());
});
