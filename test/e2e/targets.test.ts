import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";
const comments = (database = "lesswrong") => [...world.forum.database(database).comments.values()];
const userNamed = (name: string) => {
  const user = [...world.forum.database("lesswrong").users.values()].find((one) => one.displayName === name);
  if (user === undefined) throw new Error(`no user ${name}`);
  return user;
};

describe("what a follow makes", () => {
  it("a question: one forum post with its answers and their replies", async () => {
    const question = [...world.forum.database("lesswrong").posts.values()].find((post) => post.question);
    const thread = await world.mirrored(`${lesswrong}/posts/${question?._id}`);
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", question?._id ?? ""));
    expect(thread.messages.some(({ content }) => content.startsWith("-# Answer"))).toBe(true);
  });

  it("a quick-takes page: one forum post", async () => {
    const page = [...world.forum.database("lesswrong").posts.values()].find((post) => post.shortform);
    const thread = await world.mirrored(`${lesswrong}/posts/${page?._id}`);
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", page?._id ?? ""));
  });

  it("a wiki page's discussion: one forum post", async () => {
    const tag = [...world.forum.database("lesswrong").tags.values()].find(
      (one) => one.name === "Calibration Walks",
    );
    const thread = await world.mirrored(`${lesswrong}/w/${tag?.slug}/discussion`);
    const expected = comments().filter((comment) => comment.tagId === tag?._id);
    expect(mirroredIds(thread)).toHaveLength(expected.length);
    expect(thread.name).toContain("Calibration Walks");
  });

  it("a comment: one forum post with it and everything below, including later replies", async () => {
    const post = world.post("harbour clock");
    const root = comments().find(
      (comment) => comment.postId === post._id && comment.parentCommentId === null,
    );
    const below = new Set([root?._id]);
    for (const id of visibleIds(world.forum, "lesswrong", post._id)) {
      const comment = world.forum.database("lesswrong").comments.get(id);
      if (below.has(comment?.parentCommentId ?? "")) below.add(id);
    }
    const thread = await world.mirrored(`${lesswrong}/posts/${post._id}/${post.slug}?commentId=${root?._id}`);
    expect(new Set(mirroredIds(thread))).toEqual(below);
    const deepest = mirroredIds(thread).at(-1) ?? "";
    world.forum.addComment({ postId: post._id, html: "<p>Elsewhere.</p>", author: "Tobias Rehn" });
    const reply = world.forum.addComment({
      postId: post._id,
      parentCommentId: deepest,
      html: "<p>Deeper still.</p>",
      author: "Tobias Rehn",
    });
    await world.discord.until(() => mirroredIds(thread).includes(reply._id));
    expect(mirroredIds(thread)).toHaveLength(below.size + 1);
  });

  it("a user: one forum post with their comments as they come, each with its post and its parent", async () => {
    const user = userNamed("Marguerite Vale");
    const thread = await world.mirrored(`${lesswrong}/users/${user.slug}`, { backfill: 5 });
    expect(thread.name).toBe("Comments by Marguerite Vale");
    expect(mirroredIds(thread)).toHaveLength(5);
    expect(new Set(thread.messages.slice(1).map((message) => message.username))).toEqual(
      new Set([user.displayName]),
    );
    expect(thread.messages[1]?.content).toMatch(/^-# on \[.+\]\(<https:\/\/www\.lesswrong\.com\//);
    const comment = world.forum.addComment({
      postId: world.post("harbour clock")._id,
      html: "<p>One more thing.</p>",
      author: user.displayName,
    });
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    expect(mirroredIds(thread)).toHaveLength(6);
  });

  it("a user: a comment on a wiki page links to its discussion, even after the tag was followed", async () => {
    const user = userNamed("Marguerite Vale");
    const tag = [...world.forum.database("lesswrong").tags.values()].find(
      ({ name }) => name === "Measurement",
    );
    const add = () => world.forum.addComment({ tagId: tag?._id ?? "", author: user.displayName })._id;
    const ids = [add()];
    const thread = await world.mirrored(`${lesswrong}/users/${user.slug}`, { backfill: 1 });
    await world.follow(`${lesswrong}/w/${tag?.slug}`, { backfill: 1 });
    ids.push(add());
    await world.discord.until(() => mirroredIds(thread).length === 2);
    const lines = thread.messages.slice(1).map(({ content }) => content.split("\n")[0]);
    const line = `-# on [Measurement](<${lesswrong}/w/${tag?.slug}/discussion>)`;
    expect(mirroredIds(thread)).toEqual(ids);
    expect(lines).toEqual([line, line]);
  });

  it("a sequence: a forum post for each of its posts", async () => {
    const sequence = [...world.forum.database("lesswrong").sequences.values()][0];
    const members = sequence?.chapters.flatMap((chapter) => chapter.postIds) ?? [];
    await world.mirrored(`${lesswrong}/s/${sequence?._id}`);
    const titles = members.map((id) => world.forum.database("lesswrong").posts.get(id)?.title);
    expect(
      world.channel
        .threads()
        .map((thread) => thread.name)
        .sort(),
    ).toEqual(titles.sort());
    for (const thread of world.channel.threads()) {
      const id = members.find(
        (member) => world.forum.database("lesswrong").posts.get(member)?.title === thread.name,
      );
      expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", id ?? ""));
    }
  });

  it("a wiki tag: the newest posts that carry it, and new ones as they appear", async () => {
    const post = world.post("harbour clock");
    const tag = [...world.forum.database("lesswrong").tags.values()].find(
      (one) => one.name === "Measurement",
    );
    await world.mirrored(`${lesswrong}/w/${tag?.slug}`, { backfill: 1 });
    expect(world.channel.threads()).toHaveLength(1);
    world.forum.addPost({
      title: "A new ruler",
      html: "<p>Longer.</p>",
      author: "Ines Okonkwo",
      tagIds: post.tagIds,
    });
    await world.discord.until(() => world.channel.threads().some((thread) => thread.name === "A new ruler"));
    expect(world.channel.threads()).toHaveLength(2);
  });

  it("a whole site: the newest posts up to backfill, then those that pass the filters", async () => {
    world.forum.addUser({ database: "eaforum", displayName: "Ines Okonkwo" });
    const answer = await world.follow("https://forum.effectivealtruism.org", {
      backfill: 1,
      authors: "Ines Okonkwo",
    });
    await answer.settled(({ message }) => message.content.includes("Nothing to mirror yet"));
    world.forum.addPost({
      database: "eaforum",
      title: "Not wanted",
      html: "<p>x</p>",
      author: "Tobias Rehn",
    });
    world.forum.addPost({ database: "eaforum", title: "Wanted", html: "<p>x</p>", author: "Ines Okonkwo" });
    await world.discord.until(() => world.channel.threads().some((thread) => thread.name === "Wanted"));
    expect(world.channel.threads().some((thread) => thread.name === "Not wanted")).toBe(false);
  });

  it("a whole site: a forum post for each quick-takes page, from the first new take on", async () => {
    const author = "Ines Okonkwo";
    const page = world.forum.addPost({
      database: "eaforum",
      title: "Ines's Shortform",
      author,
      shortform: true,
    });
    const given = { postId: page._id, author, shortform: true };
    world.forum.addComment({ ...given, html: "<p>An old take.</p>", postedAt: "2024-01-01T00:00:00.000Z" });
    await (await world.follow("https://forum.effectivealtruism.org", { backfill: 1 })).settled();
    await world.discord.until(() => world.channel.threads().length === 1);
    const take = world.forum.addComment({ ...given, html: "<p>A new take.</p>" });
    const shown = () =>
      world.channel
        .threads()
        .filter(({ name }) => name === page.title)
        .flatMap(mirroredIds);
    await world.discord.until(() => shown().includes(take._id));
    const reply = world.forum.addComment({
      parentCommentId: take._id,
      html: "<p>Yes.</p>",
      author: "Tobias Rehn",
    });
    await world.discord.until(() => shown().includes(reply._id));
    expect(shown()).toEqual([take._id, reply._id]);
  });

  it("a whole site: even a quick take that passes the filter only later", async () => {
    const author = "Ines Okonkwo";
    const page = world.forum.addPost({ title: "Ines's Shortform", author, shortform: true });
    await (await world.follow(lesswrong, { backfill: 1, "min-score": 5 })).settled();
    const { store } = world.bot.app;
    const [follow] = await store.follows.ofGuild(world.guild.id);
    const isThere = () => world.channel.threads().some(({ name }) => name === page.title);
    const take = world.forum.addComment({ postId: page._id, author, shortform: true, baseScore: 1 });
    const polls = () => world.forum.requests.filter(({ operation }) => operation === "ReadRecent").length;
    const before = polls();
    await expect.poll(polls).toBeGreaterThan(before + 2);
    expect(isThere()).toBe(false);
    world.forum.setScore(take._id, 9);
    await store.follows.markSwept(follow?.id ?? 0, 0);
    await world.discord.until(isThere);
  });

  it("follows the filters for points and authors", async () => {
    const post = world.post("harbour clock");
    const thread = await world.mirrored(`${lesswrong}/posts/${post._id}`, { "min-score": 20 });
    const expected = visibleIds(world.forum, "lesswrong", post._id).filter(
      (id) => (world.forum.database("lesswrong").comments.get(id)?.baseScore ?? 0) >= 20,
    );
    expect(mirroredIds(thread)).toEqual(expected);
  });

  it("the Alignment Forum: its own comments and links for the same post", async () => {
    const post = world.post("Toy auctions");
    const thread = await world.mirrored(`https://www.alignmentforum.org/posts/${post._id}`);
    const expected = visibleIds(world.forum, "lesswrong", post._id).filter(
      (id) => world.forum.database("lesswrong").comments.get(id)?.af,
    );
    expect(mirroredIds(thread)).toEqual(expected);
    expect(thread.messages.at(-1)?.content).toContain("https://www.alignmentforum.org/");
  });

  it("a sequence and a tag: listed in /following under their current names", async () => {
    const { sequences, tags } = world.forum.database("lesswrong");
    const sequence = [...sequences.values()][0];
    const tag = [...tags.values()].find((one) => one.name === "Measurement");
    await world.mirrored(`${lesswrong}/s/${sequence?._id}`, { backfill: 1 });
    await world.mirrored(`${lesswrong}/w/${tag?.slug}`, { backfill: 1 });
    Object.assign(sequence ?? {}, { title: "Renamed sequence" });
    Object.assign(tag ?? {}, { name: "Renamed tag" });
    const { store } = world.bot.app;
    const titles = async () => {
      const follows = await store.follows.ofGuild(world.guild.id);
      for (const { id } of follows) await store.follows.markSwept(id, 0);
      return follows.map(({ title }) => title);
    };
    await expect.poll(titles).toEqual(["Renamed sequence", "Renamed tag"]);
  });
});
