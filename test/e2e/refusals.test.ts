import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;

async function answerTo(url: string, options: Record<string, string | number> = {}): Promise<string> {
  const answer = await world.follow(url, options);
  return answer.message.content;
}

describe("a follow that cannot work is refused with advice", () => {
  it.each([
    "https://example.org/posts/abcdefghijklmnopq",
    "http://127.0.0.1:8080/posts/abcdefghijklmnopq",
    "http://[::1]/posts/abcdefghijklmnopq",
    "http://192.168.0.1/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://www.lesswrong.com.evil.example/posts/abcdefghijklmnopq",
    "https://user:pw@evil.example/?u=https://www.lesswrong.com/posts/abcdefghijklmnopq",
    "@everyone <@123> **hello**",
    "https://www.lesswrong.com/allPosts",
  ])("%s", async (url) => {
    const asked = world.forum.requests.length;
    expect(await answerTo(url)).toMatch(
      /^I cannot follow that address\. These work:\n- `https:\/\/www\.lesswrong\.com/,
    );
    expect(world.forum.requests.length).toBe(asked);
  });

  it("an address on no site, with one example of every kind and the other sites by name", async () => {
    const answer = await answerTo("https://example.org");
    expect(answer.match(/\/users\//g)).toHaveLength(1);
    expect(answer).toMatch(
      /The same goes for `https:\/\/www\.alignmentforum\.org`, `https:\/\/forum\.effectivealtruism\.org`\.$/,
    );
  });

  it.each([
    ["a post that does not exist", "https://www.lesswrong.com/posts/zzzzzzzzzzzzzzzzz"],
    [
      "a comment that does not exist",
      "https://www.lesswrong.com/posts/zzzzzzzzzzzzzzzzz?commentId=yyyyyyyyyyyyyyyyy",
    ],
    ["a user that does not exist", "https://www.lesswrong.com/users/nobody-at-all"],
    ["a sequence that does not exist", "https://www.lesswrong.com/s/zzzzzzzzzzzzzzzzz"],
    ["a wiki page that does not exist", "https://www.lesswrong.com/w/no-such-page"],
    ["a wiki discussion that does not exist", "https://www.lesswrong.com/w/no-such-page/discussion"],
  ])("%s", async (_, url) => {
    expect(await answerTo(url)).toContain("has nothing at that address");
  });

  it("a bare id that no site has", async () => {
    expect(await answerTo("zzzzzzzzzzzzzzzzz")).toContain(
      "There is nothing with that id on LessWrong or EA Forum",
    );
  });

  it("a comment that visitors may not see", async () => {
    const postId = clock()._id;
    const hidden = world.forum.addComment({ postId, html: "<p>Not yet.</p>", authorIsUnreviewed: true });
    const url = `https://www.lesswrong.com/posts/${postId}?commentId=${hidden._id}`;
    expect(await answerTo(url)).toContain("has nothing at that address");
  });

  it("a site that does not answer", async () => {
    world.forum.inject({ kind: "status", status: 503, times: 20 });
    expect(await answerTo(clockUrl())).toContain("is not answering at the moment");
  });

  it.each(["malformed", "truncated", "graphql-error"] as const)("a site whose answer is %s", async (kind) => {
    world.forum.inject({ kind, times: 20 });
    expect(await answerTo(clockUrl())).toMatch(
      /^LessWrong (sent an answer that I cannot read|is not answering at the moment)\. Try again in a few minutes\.$/,
    );
  });

  it("a channel that is not a forum", async () => {
    const [general] = world.guild.channels.filter((channel) => channel.name === "general");
    await expect(world.follow(clockUrl(), { channel: general?.id ?? "" })).rejects.toThrow();
  });

  it("a channel where the bot lacks a permission, which it names", async () => {
    world.guild.setBotPermissions([
      "ViewChannel",
      "SendMessages",
      "ReadMessageHistory",
      "EmbedLinks",
      "ManageThreads",
    ]);
    await world.discord.until(
      () =>
        world.bot.app.publisher.diagnose({ guildId: world.guild.id, channelId: world.channel.id }) !==
        undefined,
    );
    expect(await answerTo(clockUrl())).toBe(
      "I lack **Manage Webhooks**, **Send Messages in Posts** in that channel. Give them to my role there, then try again.",
    );
  });

  it("a server with no forum channel chosen and several to choose from", async () => {
    const second = world.guild.addForumChannel({ name: "second" });
    await world.discord.until(() => world.bot.gateway.channel(second.id) !== undefined);
    const answer = await world.moderator.command("follow", { url: clockUrl() });
    await answer.settled();
    expect(answer.message.content).toContain("Which forum channel?");
  });

  it("a member who may not manage threads", async () => {
    const reader = world.guild.addMember({ name: "Reader" });
    const answer = await reader.command("follow", { url: clockUrl() });
    expect(answer.message.content).toContain("You need **Manage Threads**");
  });
});

describe("trouble is visible and ends by itself", () => {
  async function following(): Promise<string> {
    const answer = await world.moderator.command("following");
    return answer.message.content;
  }

  it("a site that stops answering in the middle of a follow", async () => {
    world.forum.inject({
      kind: "html-challenge",
      times: 8,
      match: ({ operation }) => operation === "ReadThread",
    });
    const answer = await world.follow(clockUrl());
    await answer.settled(({ message }) => message.content.includes("⚠️"));
    expect(answer.message.content).toContain("LessWrong is not answering at the moment. I will keep trying.");
    expect(await following()).toContain("LessWrong is not answering at the moment. I will keep trying.");
  });

  it("permissions that are taken away and given back", async () => {
    await world.mirrored(clockUrl());
    const [thread] = world.channel.threads();
    world.guild.setBotPermissions(["ViewChannel"]);
    const comment = world.forum.addComment({
      postId: clock()._id,
      html: "<p>Wait.</p>",
      author: "Tobias Rehn",
    });
    await expect.poll(following, { interval: 100 }).toContain("I lack **");
    world.guild.setBotPermissions("all");
    await world.discord.until(() => thread !== undefined && mirroredIds(thread).includes(comment._id));
    expect(await following()).toContain("active");
  });

  it("a forum post that a moderator deleted is not made again", async () => {
    const thread = await world.mirrored(clockUrl());
    thread.delete();
    world.forum.addComment({ postId: clock()._id, html: "<p>Gone?</p>", author: "Tobias Rehn" });
    await expect.poll(following, { interval: 100 }).toContain("Its forum post was deleted");
    expect(world.channel.threads()).toHaveLength(0);
  });

  it("a channel that was deleted", async () => {
    await world.mirrored(clockUrl());
    world.channel.delete();
    world.forum.addComment({ postId: clock()._id, html: "<p>Gone?</p>", author: "Tobias Rehn" });
    await expect.poll(following, { interval: 100 }).toMatch(/was deleted|channel is gone/);
  });

  it("a webhook that was deleted is replaced", async () => {
    const thread = await world.mirrored(clockUrl());
    for (const webhook of world.channel.webhooks()) webhook.delete();
    const comment = world.forum.addComment({
      postId: clock()._id,
      html: "<p>New.</p>",
      author: "Tobias Rehn",
    });
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    expect(world.channel.webhooks()).toHaveLength(1);
  });

  it("a forum channel that requires a tag gets one", async () => {
    const strict = world.guild.addForumChannel({ name: "strict", requiresTag: true });
    await world.discord.until(() => world.bot.gateway.channel(strict.id) !== undefined);
    await world.mirrored(clockUrl(), { channel: strict.id });
    expect(strict.threads()[0]?.appliedTags).toEqual(["Measurement", "Practical"]);
  });

  it("a forum channel that requires a tag which the bot may not create is reported", async () => {
    const strict = world.guild.addForumChannel({
      name: "strict",
      requiresTag: true,
      overwrites: [{ for: "bot", deny: ["ManageChannels"] }],
    });
    await world.discord.until(() => world.bot.gateway.channel(strict.id) !== undefined);
    const answer = await world.follow(clockUrl(), { channel: strict.id });
    await answer.settled(({ message }) => message.content.includes("⚠️"));
    expect(answer.message.content).toContain("requires a tag");
  });
});

describe("odd content is mirrored anyway", () => {
  it.each([
    ["an empty body", ""],
    [
      "a body of 30,000 characters",
      `<p>${"All the words of a long comment, one after another. ".repeat(600)}</p>`,
    ],
    ["pings", "<p>@everyone @here &lt;@123456789012345678&gt; &lt;@&amp;123456789012345678&gt;</p>"],
  ])("%s", async (_, html) => {
    const comment = world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn" });
    const thread = await world.mirrored(clockUrl());
    expect(mirroredIds(thread)).toContain(comment._id);
    expect(thread.messages.every(({ content }) => content.length <= 2000)).toBe(true);
  });

  it.each(["discord", "Clyde the Discordian", "everyone", "", "   ", "a".repeat(300), "@here", "𝕽𝖔𝖇 🦊"])(
    "an author named %j",
    async (author) => {
      world.forum.addUser({ _id: "oddNameAuthor1234", slug: "odd-name", displayName: author });
      const comment = world.forum.addComment({
        postId: clock()._id,
        html: "<p>Hm.</p>",
        userId: "oddNameAuthor1234",
      });
      const thread = await world.mirrored(clockUrl());
      expect(mirroredIds(thread)).toContain(comment._id);
      expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", clock()._id));
    },
  );
});
