import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const origins = { lesswrong: "https://www.lesswrong.com", eaforum: "https://forum.effectivealtruism.org" };
type Database = keyof typeof origins;

/** Adds a post with two comments, and another beside it that stays public. */
function privatePost(database: Database): { readonly post: PostRecord; readonly url: string } {
  const add = (title: string) => {
    const post = world.forum.addPost({ database, title, html: "<p>Opening words.</p>", author: "Ada" });
    for (const html of ["<p>Private words.</p>", "<p>More private words.</p>"])
      world.forum.addComment({ postId: post._id, html, author: "Bo" });
    return post;
  };
  add("Public");
  const post = add("Private");
  return { post, url: `${origins[database]}/posts/${post._id}` };
}

const shows = (thread: LoopbackThread, words: string) =>
  thread.messages.some(({ content, embeds }) => `${content}${JSON.stringify(embeds)}`.includes(words));

/** Reads every thread again and again until the condition holds. */
async function sweepUntil(database: Database, isSo: () => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        if (!isSo()) await world.bot.app.store.sweeps.forget({ site: database });
        return isSo();
      },
      { interval: 300 },
    )
    .toBe(true);
}

async function expectWithdrawn(thread: LoopbackThread, database: Database): Promise<void> {
  await sweepUntil(database, () => ["Opening words", "rivate words"].every((words) => !shows(thread, words)));
  expect(shows(thread, "no longer shows this post")).toBe(true);
  await expect
    .poll(() => thread.messages.filter(({ content }) => content.includes("a deleted comment")).length)
    .toBe(2);
}

async function expectBack(thread: LoopbackThread, database: Database): Promise<void> {
  await sweepUntil(database, () =>
    ["Opening words", "Private words", "More private words"].every((words) => shows(thread, words)),
  );
}

const loginOnly = (post: PostRecord, isSo: boolean) =>
  world.forum.changePost(post._id, (record) => Object.assign(record, { onlyVisibleToLoggedIn: isSo }));

describe.each(["lesswrong", "eaforum"] as const)(
  "a post of %s that is restricted to logged-in users",
  (database) => {
    it("is withdrawn with its comments, and comes back with them", async () => {
      const { post, url } = privatePost(database);
      const thread = await world.mirrored(url);
      loginOnly(post, true);
      await expectWithdrawn(thread, database);
      const following = await world.moderator.command("following");
      expect(following.message.content).toContain("no longer shows this to visitors");
      loginOnly(post, false);
      await expectBack(thread, database);
    });

    it("is not followed, and /follow says why", async () => {
      const { post, url } = privatePost(database);
      loginOnly(post, true);
      const [comment] = [...world.forum.database(database).comments.values()].filter(
        ({ postId }) => postId === post._id,
      );
      for (const address of [url, `${url}?commentId=${comment?._id}`])
        expect((await world.follow(address)).message.content).toContain("does not show that to visitors");
      expect(world.channel.threads()).toEqual([]);
    });
  },
);

describe.each([
  { message: "Members only." },
  { message: "Members only.", code: "INTERNAL_SERVER_ERROR" },
  { message: "This post is public." },
])("a post that the site keeps refusing ($message $code)", (refusal) => {
  it("is withdrawn while others are answered, is reported to the moderators, and comes back", async () => {
    const reports = world.guild.addTextChannel({ name: "reports" });
    await world.bot.app.store.settings.change(
      world.guild.id,
      { troubleChannelId: reports.id },
      { userId: "1", atMs: 0 },
    );
    const { post, url } = privatePost("lesswrong");
    const thread = await world.mirrored(url);
    world.forum.refuse(post._id, refusal);
    await expectWithdrawn(thread, "lesswrong");
    await world.discord.until(() => reports.messages.length > 0);
    expect(reports.messages.map(({ content }) => content)).toEqual([
      expect.stringMatching(/LessWrong keeps refusing to show “Private”.*I took down/),
    ]);
    world.forum.allow(post._id);
    await expectBack(thread, "lesswrong");
    expect(reports.messages).toHaveLength(1);
  });
});

describe("a site that refuses every post alike", () => {
  it("loses nothing that was mirrored", async () => {
    await world.mirrored(privatePost("lesswrong").url);
    const { url } = privatePost("lesswrong");
    const thread = await world.mirrored(url);
    const posts = [...world.forum.database("lesswrong").posts.keys()];
    for (const id of posts) world.forum.refuse(id, { message: "canceling statement" });
    const asked = () => world.forum.requests.filter(({ operation }) => operation === "ReadThread").length;
    const before = asked();
    await sweepUntil("lesswrong", () => asked() - before > 9);
    expect(shows(thread, "Private words")).toBe(true);
    expect((await world.moderator.command("following")).message.content).toContain("refuses to show this");
  });
});

describe("a post that the site refuses in unknown words", () => {
  it("is not followed, and /follow does not say to try again", async () => {
    const { post, url } = privatePost("lesswrong");
    world.forum.refuse(post._id, { message: "Members only." });
    const { message } = await world.follow(url);
    expect(message.content).toContain("LessWrong refuses to show that");
    expect(message.content).not.toContain("ry again");
  });
});

describe("a comment that the site refuses in unknown words", () => {
  it("is removed from Discord once the lists lack it too", async () => {
    const { post, url } = privatePost("lesswrong");
    const thread = await world.mirrored(url);
    const [first] = [...world.forum.database("lesswrong").comments.values()].filter(
      ({ postId }) => postId === post._id,
    );
    world.forum.refuse(first?._id ?? "", { message: "Members only." });
    await sweepUntil("lesswrong", () => !shows(thread, "Private words."));
    expect(shows(thread, "More private words.")).toBe(true);
  });

  it("does not prevent polls from reporting its replies", async () => {
    const { post, url } = privatePost("lesswrong");
    const top = world.forum.addComment({ postId: post._id, html: "<p>Top.</p>", author: "Bo" });
    const refused = world.forum.addComment({ parentCommentId: top._id, author: "Bo" });
    const thread = await world.mirrored(`${url}?commentId=${top._id}`);
    world.forum.refuse(refused._id, { message: "Members only." });
    await world.bot.app.archive.comments.remove([`lesswrong:comment:${refused._id}`]);
    world.forum.addComment({ parentCommentId: top._id, html: "<p>Still told.</p>", author: "Bo" });
    world.forum.addComment({ parentCommentId: refused._id, html: "<p>Below it.</p>", author: "Bo" });
    await expect.poll(() => shows(thread, "Still told.")).toBe(true);
  });
});
