import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds, said, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const site = "https://www.lesswrong.com";
const urlOf = (post: PostRecord) => `${site}/posts/${post._id}/${post.slug}`;
const threadsOf = (post: PostRecord) =>
  world.channel.threads().filter(({ name }) => name.includes(post.title));
const isThere = (post: PostRecord) => world.discord.until(() => threadsOf(post).length > 0);
const sort = (ids: readonly string[]) => ids.toSorted();

function onlyThreadOf(post: PostRecord): LoopbackThread {
  const [thread, ...others] = threadsOf(post);
  expect(others).toEqual([]);
  if (thread === undefined) throw new Error(`no forum post for ${post.title}`);
  return thread;
}

/** Writes a new post whose comments have these scores. */
function write(scores: readonly number[]): {
  readonly post: PostRecord;
  readonly comments: readonly CommentRecord[];
} {
  const post = world.forum.addPost({ title: "A shared matter", html: "<p>Begin.</p>" });
  return { post, comments: scores.map((score) => comment(post, score)) };
}

function comment(post: PostRecord, baseScore = 1): CommentRecord {
  return world.forum.addComment({ postId: post._id, html: `<p>Worth ${baseScore}.</p>`, baseScore });
}

/** Waits for three polls: the first may have begun before, and the third begins after all that the second brought was planned. */
async function settled(): Promise<void> {
  const polls = () => world.forum.requests.filter(({ operation }) => operation === "ReadRecent").length;
  const before = polls();
  await world.discord.until(() => polls() >= before + 3);
}

/** Ends the channel's follow of the post; returns the answer to the moderator. */
async function unfollow(title: string, removePosts = false): Promise<string> {
  const follow = (await follows()).find((one) => one.title.includes(title));
  const options = { follow: String(follow?.id), "remove-posts": removePosts };
  return said(await (await world.moderator.command("unfollow", options)).settled());
}

const follows = () => world.bot.app.store.follows.ofGuild(world.guild.id);

describe("a site and one of its posts followed in one channel", () => {
  it.each([
    ["the site first", ["site", "post"]],
    ["the post first", ["post", "site"]],
  ])("share one forum post, %s", async (_, order) => {
    const { post, comments } = write([1, 2, 3]);
    const answers: string[] = [];
    for (const what of order) {
      const answer = await world.follow(
        what === "site" ? site : urlOf(post),
        what === "site" ? { backfill: 1 } : {},
      );
      await answer.settled(({ message }) => /Mirrored (all|the newest)/.test(message.content));
      answers.push(answer.message.content);
    }
    expect(answers[0]).not.toContain("already mirrored here");
    expect(answers[1]).toContain("That is already mirrored here; this follow shares its forum post.");
    const late = comment(post);
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toContain(late._id);
    await settled();
    expect(sort(mirroredIds(onlyThreadOf(post)))).toEqual(sort([...comments, late].map(({ _id }) => _id)));
    const following = said(await world.moderator.command("following"));
    expect(following.match(/shared with another follow/g)).toHaveLength(2);
  });

  it("share one forum post for a post that appears later", async () => {
    await world.follow(site, { backfill: 0 });
    await world.follow(`${site}/w/measurement`, { backfill: 0 });
    const tag = [...world.forum.database("lesswrong").tags.values()].find(
      ({ name }) => name === "Measurement",
    );
    await settled();
    const post = world.forum.addPost({
      title: "Both want it",
      html: "<p>Begin.</p>",
      tagIds: [tag?._id ?? ""],
    });
    await isThere(post);
    const first = comment(post);
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toEqual([first._id]);
    await settled();
    expect(mirroredIds(onlyThreadOf(post))).toEqual([first._id]);
  });
});

describe("a sequence and a tag followed in one channel", () => {
  it("share the forum posts of common posts, and the second follow says so", async () => {
    const [sequence] = [...world.forum.database("lesswrong").sequences.values()];
    const members = sequence?.chapters.flatMap(({ postIds }) => postIds) ?? [];
    const [tag] = [...world.forum.database("lesswrong").tags.values()];
    const posts = members.flatMap((id) => world.forum.database("lesswrong").posts.get(id) ?? []);
    for (const post of posts) Object.assign(post, { tagIds: [tag?._id] });
    await world.mirrored(`${site}/s/${sequence?._id}`);
    const answer = await world.follow(`${site}/w/${tag?.slug}`);
    await answer.settled(({ message }) => /Mirrored (all|the newest)/.test(message.content));
    expect(answer.message.content).toContain(
      `${posts.length} of these posts are already mirrored here; this follow shares their forum posts.`,
    );
    for (const post of posts) {
      const shown = mirroredIds(onlyThreadOf(post));
      expect(sort(shown)).toEqual(sort(visibleIds(world.forum, "lesswrong", post._id)));
    }
  });
});

describe("follows with different filters", () => {
  it("show every comment that any of them wants, including those that only the wider one wants", async () => {
    const { post, comments } = write([1, 10, 20]);
    const ids = comments.map(({ _id }) => _id);
    const thread = await world.mirrored(urlOf(post), { "min-score": 10 });
    expect(sort(mirroredIds(thread))).toEqual(sort(ids.slice(1)));
    await world.follow(site, { backfill: 1 });
    await expect.poll(() => sort(mirroredIds(onlyThreadOf(post)))).toEqual(sort(ids));
    // Late arrivals come last.
    expect(mirroredIds(onlyThreadOf(post)).at(-1)).toBe(ids[0]);
  });

  it("show nothing new for a paused follow, and everything once it is resumed", async () => {
    const { post } = write([20]);
    await world.mirrored(urlOf(post), { "min-score": 10 });
    await world.follow(site, { backfill: 1 });
    await settled();
    const { store, mirror } = world.bot.app;
    const wide = (await follows()).find(({ target }) => target.kind === "site");
    if (wide === undefined) throw new Error("no follow of the site");
    await mirror.follows.pause(wide);
    const low = comment(post, 1);
    const high = comment(post, 30);
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toContain(high._id);
    await settled();
    expect(mirroredIds(onlyThreadOf(post))).not.toContain(low._id);
    await mirror.follows.resume({ ...wide, state: "paused" });
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toContain(low._id);
    for (const follow of await follows()) await mirror.follows.pause(follow);
    const late = comment(post, 40);
    await settled();
    expect(mirroredIds(onlyThreadOf(post))).not.toContain(late._id);
    const readings = () => world.forum.requests.filter(({ operation }) => operation === "ReadThread").length;
    const before = readings();
    await store.sweeps.forget({ site: "lesswrong" });
    await settled();
    expect(readings()).toBe(before);
  });
});

describe("ending one of the follows that share a forum post", () => {
  it("removes nothing unless asked to", async () => {
    const { post, comments } = write([1, 20]);
    await world.mirrored(urlOf(post), { "min-score": 10 });
    await world.follow(site, { backfill: 1 });
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toHaveLength(2);
    expect(await unfollow("LessWrong")).toMatch(
      /^No longer following .*\. 1 forum post also belongs to other follows and stays\.$/,
    );
    const late = comment(post, 30);
    const unwanted = comment(post, 2);
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toContain(late._id);
    await settled();
    const shown = sort([...comments, late].map(({ _id }) => _id));
    expect(sort(mirroredIds(onlyThreadOf(post)))).toEqual(shown);
    expect(shown).not.toContain(unwanted._id);
  });

  it("removes, if asked to, comments that no other follow wants, paused ones included, and keeps members' replies", async () => {
    const { post, comments } = write([1, 20]);
    const [low, high] = comments;
    const other = world.forum.addPost({ title: "Only of the site", html: "<p>Begin.</p>" });
    const lonely = comment(other);
    await world.mirrored(urlOf(post), { "min-score": 10 });
    await world.follow(site, { backfill: 2 });
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toHaveLength(2);
    await expect.poll(() => threadsOf(other).flatMap(mirroredIds)).toEqual([lonely._id]);
    const { modal } = await world.moderator.command("reply", { comment: `lesswrong:comment:${low?._id}` });
    await (await world.moderator.submit(modal, { text: "Mine stays." })).settled();
    for (const follow of await follows())
      if (follow.target.kind === "post") await world.bot.app.mirror.follows.pause(follow);
    expect(await unfollow("LessWrong", true)).toMatch(
      /Its forum posts were deleted\. 1 other forum post also belongs to other follows and stays, without the comments that only this one wanted\.$/,
    );
    expect(threadsOf(other)).toEqual([]);
    for (const follow of await follows()) await world.bot.app.mirror.follows.resume(follow);
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toEqual([high?._id]);
    expect(onlyThreadOf(post).messages.some(({ content }) => content.includes("Mine stays."))).toBe(true);
  });

  it("asks first, and says which forum posts are shared", async () => {
    const { post } = write([20]);
    await world.mirrored(urlOf(post));
    await world.follow(site, { backfill: 1 });
    await settled();
    const list = await world.moderator.command("following");
    const single = (await follows()).find(({ target }) => target.kind === "post");
    await (await world.moderator.select(list, /^Choose a follow/, [String(single?.id)])).settled();
    await (await world.moderator.press(list, "Remove")).settled();
    expect(list.message.content).toContain("1 forum post also belongs to other follows and stays");
    await (await world.moderator.press(list, "Stop and keep forum post")).settled();
    expect(list.message.content).toContain("1 forum post also belongs to other follows and stays.");
    expect(threadsOf(post)).toHaveLength(1);
  });
});

describe("a forum post that someone deleted", () => {
  it("is not made again for the follow that had it, but for a new one that names its post", async () => {
    const { post, comments } = write([1]);
    await world.follow(site, { backfill: 1 });
    await isThere(post);
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toHaveLength(1);
    onlyThreadOf(post).delete();
    await settled();
    const late = comment(post);
    await settled();
    expect(threadsOf(post)).toEqual([]);
    const answer = await world.follow(urlOf(post));
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    expect(answer.message.content).toContain(
      "Its earlier forum post here was deleted; this follow makes a new one.",
    );
    expect(sort(mirroredIds(onlyThreadOf(post)))).toEqual(sort([...comments, late].map(({ _id }) => _id)));
    await unfollow("A shared matter", true);
    await settled();
    expect(threadsOf(post)).toEqual([]);
  });
});

describe("two moderators, two channels", () => {
  it("cannot follow a target twice in one channel, but can in another, and are told so", async () => {
    const { post } = write([1]);
    const thread = await world.mirrored(urlOf(post));
    const second = world.guild.addMember({ name: "Second", permissions: ["ManageThreads"] });
    const same = await second.command("follow", { url: urlOf(post), channel: world.channel.id });
    expect(said(await same.settled())).toContain(
      `This channel already follows that: https://discord.com/channels/${world.guild.id}/${thread.id}`,
    );
    const elsewhere = world.guild.addForumChannel({ name: "elsewhere" });
    await world.discord.until(() => world.bot.gateway.channel(elsewhere.id) !== undefined);
    const answer = await second.command("follow", { url: urlOf(post), channel: elsewhere.id });
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    expect(answer.message.content).toContain(`This server also follows it in <#${world.channel.id}>.`);
    expect(answer.message.content).not.toContain("already mirrored");
    expect(elsewhere.threads().map(mirroredIds)).toEqual([mirroredIds(thread)]);
    const labels = ["Post A shared matter → #discussions", "Post A shared matter → #elsewhere"];
    const choices = await second.autocomplete("unfollow", { follow: "shared" }, "follow");
    expect(choices.map(({ name }) => name)).toEqual(labels);
    const menu = JSON.stringify((await second.command("following")).message.components);
    for (const label of labels) expect(menu).toContain(`"label":"${label}"`);
  });

  it("reply in the forum post where they are, or else in the server's newest one", async () => {
    const { post, comments } = write([1]);
    const first = await world.mirrored(urlOf(post));
    const elsewhere = world.guild.addForumChannel({ name: "elsewhere" });
    await world.discord.until(() => world.bot.gateway.channel(elsewhere.id) !== undefined);
    const newest = await world.mirrored(urlOf(post), { channel: elsewhere.id });
    const reference = `lesswrong:comment:${comments[0]?._id}`;
    for (const [channelId, place] of [
      [first.id, first],
      [newest.id, newest],
      [world.guild.channels[0]?.id ?? "", newest],
    ] as const) {
      const { modal } = await world.moderator.command("reply", { comment: reference }, { channelId });
      const text = `From ${channelId}.`;
      await (await world.moderator.submit(modal, { text }, { channelId })).settled();
      expect(place.messages.at(-1)?.content).toContain(text);
    }
  });
});

describe("sites that share their records", () => {
  it("share one forum post, which is read from the site that lists all comments", async () => {
    const post = [...world.forum.database("lesswrong").posts.values()].find(({ af }) => af);
    if (post === undefined) throw new Error("no post of both sites");
    await world.mirrored(`https://www.alignmentforum.org/posts/${post._id}/${post.slug}`);
    await world.follow(`${site}/`, { backfill: 50 });
    await settled();
    const [starter] = onlyThreadOf(post).messages;
    expect(JSON.stringify(starter)).toContain("alignmentforum.org");
    const late = world.forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await expect.poll(() => mirroredIds(onlyThreadOf(post))).toContain(late._id);
  });
});
