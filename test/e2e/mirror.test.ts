import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const addressOf = (post: { _id: string; slug: string }) =>
  `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;

describe("following a long discussion", () => {
  beforeEach(async () => {
    world = await World.withWholeSample();
  });

  it("mirrors every visible comment exactly once, in reading order", async () => {
    const thread = await world.mirrored(addressOf(clock()));
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", clock()._id));
    expect(thread.name).toBe("How the harbour clock lost eleven minutes");
    expect(thread.messages.every(({ content }) => content.length <= 2000)).toBe(true);
  });

  it("writes once per part, apart from the starter and the webhook", async () => {
    const thread = await world.mirrored(addressOf(clock()));
    const writes = world.discord.requests.filter(
      ({ method, route }) =>
        method === "POST" && /webhooks\/[^/]+\/[^/]+$/.test(route) && !route.includes("interactions"),
    );
    expect(thread.messages.length - 1).toBeGreaterThan(10);
    expect(writes.filter(({ status }) => status === 200)).toHaveLength(thread.messages.length - 1);
  });

  it("continues after a restart where it stopped, and sends nothing twice", async () => {
    await world.follow(addressOf(clock()));
    await world.discord.until(() => (world.channel.threads()[0]?.messages.length ?? 0) > 5);
    await world.stopBot();
    await world.startBot();
    const expected = visibleIds(world.forum, "lesswrong", clock()._id);
    const thread = world.channel.threads()[0];
    await world.discord.until(() => thread !== undefined && mirroredIds(thread).length >= expected.length);
    expect(thread === undefined ? [] : mirroredIds(thread)).toEqual(expected);
  });
});

describe("following a post", () => {
  beforeEach(async () => {
    world = await World.withSample();
  });

  it("says what is followed and where to read it", async () => {
    const answer = await world.follow(addressOf(clock()));
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    expect(answer.message.isEphemeral).toBe(true);
    expect(answer.message.content).toMatch(
      /^\*\*Post\*\* \[How the harbour clock lost eleven minutes\].*, by Ines Okonkwo, \d+ comments → <#\d+>$/m,
    );
    expect(answer.message.content).toContain(
      `https://discord.com/channels/${world.guild.id}/${world.channel.threads()[0]?.id}`,
    );
  });

  it("starts with the post's author, opening, tags and link", async () => {
    const thread = await world.mirrored(addressOf(clock()));
    const embed = thread.messages[0]?.embeds[0];
    expect(embed?.author?.name).toBe("Ines Okonkwo");
    expect(embed?.description).toContain("For nine years the clock on our harbour office");
    expect(embed?.description).toContain(addressOf(clock()));
    expect(thread.appliedTags).toEqual(["Measurement", "Practical"]);
  });

  it("shows each comment under its author's name with a link to its parent", async () => {
    const thread = await world.mirrored(addressOf(clock()));
    const reply = thread.messages.find(({ content }) => content.startsWith("-# ↩"));
    expect(reply?.content).toMatch(
      new RegExp(`^-# ↩ \\[.+\\]\\(<https://discord.com/channels/${world.guild.id}/${thread.id}/\\d+>\\)`),
    );
    expect(thread.messages[1]?.username).toBe("Marguerite Vale");
  });

  it("shows a new comment after one poll", async () => {
    const thread = await world.mirrored(addressOf(clock()));
    const parentCommentId = visibleIds(world.forum, "lesswrong", clock()._id)[0] ?? "";
    const comment = world.forum.addComment({
      postId: clock()._id,
      parentCommentId,
      html: "<p>Just in.</p>",
      author: "Tobias Rehn",
    });
    const since = world.forum.requests.length;
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    const asked = world.forum.requests.slice(since).filter(({ site }) => site === "lesswrong");
    // One poll may be under way when the comment comes, and one may follow before Discord shows it.
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(thread.messages.at(-1)?.content).toContain("Just in.");
  });

  it("refuses a second follow of the same target and links to the first", async () => {
    const thread = await world.mirrored(addressOf(clock()));
    const answer = await world.follow(`https://www.alignmentforum.org/posts/${clock()._id}`);
    expect(answer.followUps.at(0)?.content ?? answer.message.content).toContain(`/${thread.id}`);
  });

  it("sends nothing twice if the answer to a message is lost", async () => {
    const fault = world.discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      times: 2,
      fault: { kind: "cut-after" },
    });
    const thread = await world.mirrored(addressOf(clock()));
    expect(fault.struck).toBe(2);
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", clock()._id));
  });

  it("loses nothing if a message never reached Discord", async () => {
    const fault = world.discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      times: 2,
      fault: { kind: "cut-before" },
    });
    const thread = await world.mirrored(addressOf(clock()));
    expect(fault.struck).toBe(2);
    expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", clock()._id));
  });

  it("makes one forum post even if the answer to its creation is lost", async () => {
    const fault = world.discord.inject({
      method: "POST",
      route: "/channels/:channel/threads",
      times: 1,
      fault: { kind: "cut-after" },
    });
    await world.mirrored(addressOf(clock()));
    expect(fault.struck).toBe(1);
    expect(world.channel.threads()).toHaveLength(1);
  });
});

describe("a comment that changes on the site", () => {
  beforeEach(async () => {
    world = await World.withSample();
  });

  const paragraph = (index: number) =>
    `<p>Paragraph ${index}. ${"The tide went out and took its time about it. ".repeat(9)}</p>`;
  const essay = (changed?: number) =>
    Array.from({ length: 24 }, (_, index) => (index === changed ? "<p>Changed.</p>" : paragraph(index))).join(
      "",
    );
  const messagesOf = (id: string) => {
    const messages = world.channel.threads()[0]?.messages.slice(1) ?? [];
    const last = messages.findIndex((message) => message.content.includes(`commentId=${id}`));
    return messages.slice(0, last + 1);
  };

  it("is edited in place, and only where it differs", async () => {
    const comment = world.forum.addComment({
      postId: clock()._id,
      html: essay(),
      postedAt: "2025-03-01T00:00:00Z",
    });
    await world.mirrored(addressOf(clock()));
    const before = messagesOf(comment._id).map(({ id, content }) => ({ id, content }));
    expect(before.length).toBeGreaterThan(4);
    world.forum.editComment(comment._id, essay(3));
    await world.discord.until(() =>
      messagesOf(comment._id).some((message) => message.content.includes("Changed.")),
    );
    await world.discord.until(() =>
      messagesOf(comment._id).at(-1)?.content.includes(`commentId=${comment._id}`),
    );
    const after = messagesOf(comment._id);
    const changed = after.filter((message, index) => message.content !== before[index]?.content);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(changed.length).toBeLessThanOrEqual(2);
  });

  it("is struck through when it is retracted, and becomes a tombstone when it is deleted", async () => {
    const add = (html: string) =>
      world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn" });
    const [retracted, deleted] = [add("<p>I was wrong.</p>"), add("<p>Never mind.</p>")];
    const thread = await world.mirrored(addressOf(clock()));
    world.forum.retract(retracted._id);
    world.forum.editComment(retracted._id, "<p>I was wrong here.</p>");
    await world.discord.until(() =>
      thread.messages.some(({ content }) => content.includes("~~I was wrong here.~~")),
    );
    world.forum.deleteComment(deleted._id, { isPublic: true });
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await world.discord.until(() => !thread.messages.some(({ content }) => content.includes("Never mind.")));
    expect(thread.messages.some(({ content }) => content.includes("a deleted comment"))).toBe(true);
  });

  it("is not posted again if a moderator deleted its message", async () => {
    const comment = world.forum.addComment({
      postId: clock()._id,
      html: "<p>Rude.</p>",
      author: "Tobias Rehn",
    });
    const thread = await world.mirrored(addressOf(clock()));
    thread.messages.find(({ content }) => content.includes("Rude."))?.delete();
    world.forum.editComment(comment._id, "<p>Rude again.</p>");
    const marker = world.forum.addComment({
      postId: clock()._id,
      html: "<p>Later.</p>",
      author: "Tobias Rehn",
    });
    await world.discord.until(() => mirroredIds(thread).includes(marker._id));
    expect(mirroredIds(thread)).not.toContain(comment._id);
  });
});
