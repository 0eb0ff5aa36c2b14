import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { contentsOf } from "loopback-forum/new-records.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linksOf, quotedLines, said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Ada" });
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";
const urlOf = (post: PostRecord) => `${lesswrong}/posts/${post._id}/${post.slug}`;

function addPost(html: string, given: Partial<PostRecord> & { readonly author?: string } = {}): PostRecord {
  return world.forum.addPost({ title: "On bells & gongs", html, author: "Ines Abreu", ...given });
}

function addComment(post: PostRecord, html: string, given: Partial<CommentRecord> = {}): CommentRecord {
  return world.forum.addComment({ postId: post._id, html, author: "Tobias Rehn", ...given });
}

function slugOf(name: string): string {
  const users = [...world.forum.database("lesswrong").users.values()];
  return users.find(({ displayName }) => displayName === name)?.slug ?? "";
}

function starterOf(thread: LoopbackThread): LoopbackMessage {
  const [starter] = thread.messages;
  if (starter === undefined) throw new Error("the thread is empty");
  return starter;
}

function last(thread: LoopbackThread): LoopbackMessage {
  return thread.messages.at(-1) ?? starterOf(thread);
}

const three = "<p>The <i>first</i> bell.</p><p>The “second” bell.</p><p>The third, @everyone.</p>";

async function mirrored(html: string, given: Parameters<typeof addPost>[1] = {}) {
  const post = addPost(html, given);
  const thread = await world.mirrored(urlOf(post));
  return { post, thread, starter: starterOf(thread) };
}

/** Reads every thread again until the condition holds. */
async function sweepUntil(isSo: () => boolean): Promise<void> {
  const look = async () => {
    if (!isSo()) await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    return isSo();
  };
  await expect.poll(look, { interval: 300 }).toBe(true);
}

async function quoteAll(starter: LoopbackMessage): Promise<Answer> {
  const { modal } = await reader.menu("Quote comment", starter);
  return await reader.submit(modal);
}

describe("Quote comment on the first message of a forum post", () => {
  it("offers the post's paragraphs, and quotes them exactly with author, date, score and link", async () => {
    const { post, starter } = await mirrored(three, { baseScore: 31 });
    const { modal } = await reader.menu("Quote comment", starter);
    expect(modal.data.title).toBe("Quote a post");
    expect(JSON.stringify(modal.data)).toContain("Ines Abreu · On bells & gongs — The first bell.");
    const answer = await reader.submit(modal, { "paragraphs-1": ["0", "2"] });
    expect(quotedLines(said(answer))).toMatch(/^The \*first\* bell\.\n\n\[…\]\n\nThe third, .*everyone\.$/);
    expect(answer.message.isEphemeral).toBe(false);
    expect(said(answer)).toMatch(/\n— \[Ines Abreu\]/);
    expect(said(answer)).toContain(`, [On bells & gongs](<${urlOf(post)}>)`);
    expect(said(answer)).toMatch(/\n-# <t:\d+:f> · 31 points\n/);
    expect(linksOf(answer.message)).toEqual([
      expect.stringMatching(/^On LessWrong: https:\/\/www\.lesswrong\.com\//),
      `In this server: ${starter.url}`,
    ]);
  });

  it("quotes at once if there is nothing to choose, and names all authors", async () => {
    const other = world.forum.addUser({ displayName: "Bob Reef" });
    const { starter } = await mirrored("<p>One <b>bell</b>.</p>", { coauthorUserIds: [other._id] });
    const answer = await reader.menu("Quote comment", starter);
    expect(quotedLines(said(answer))).toBe("One **bell**.");
    expect(said(answer)).toContain("— [Ines Abreu, Bob Reef]");
  });

  it("accepts words, offers the closest ones, and says that it has only the opening", async () => {
    const { post, starter } = await mirrored(three);
    const open = async () => (await reader.menu("Quote comment", starter)).modal;
    const exact = await reader.submit(await open(), { words: 'The first bell. The "second"' });
    expect(quotedLines(said(exact))).toBe("The *first* bell.\n\nThe “second”");
    await exact.settled();
    const near = await (await reader.submit(await open(), { words: "The second bill" })).settled();
    expect(said(near)).toContain("not the exact words of the post");
    const posted = await reader.press(near, "Quote these");
    await world.discord.until(() => posted.followUps.length === 1);
    expect(quotedLines(posted.followUps.map(({ text }) => text).join("\n"))).toBe("The “second” bell.");
    const far = await (await reader.submit(await open(), { words: "entirely other things" })).settled();
    expect(said(far)).toContain("I have only the opening of the post.");
    expect(said(far)).toContain(urlOf(post));
  });

  it("fetches a post that the archive has lost", async () => {
    const { post, starter } = await mirrored(three);
    await world.bot.app.archive.posts.remove([`lesswrong:post:${post._id}`]);
    const answer = await (await reader.menu("Quote comment", starter)).settled();
    const { modal } = await reader.press(answer, "Choose what to quote");
    expect(quotedLines(said(await reader.submit(modal, { "paragraphs-1": ["1"] })))).toBe(
      "The “second” bell.",
    );
  });

  it("quotes a wiki page, and refuses a post without words", async () => {
    const page = world.forum.addTag({
      name: "Bells",
      slug: "bells",
      description: contentsOf("<p>All about bells.</p>", "2026-01-01T00:00:00.000Z"),
    });
    const wiki = await world.mirrored(`${lesswrong}/w/${page.slug}/discussion`);
    expect(quotedLines(said(await reader.menu("Quote comment", starterOf(wiki))))).toBe("All about bells.");
    const { starter } = await mirrored("");
    expect(said(await reader.menu("Quote comment", starter))).toContain("no words to quote");
  });

  it("quotes the comment that a forum post is about, and refuses the page of a user", async () => {
    const post = addPost(three);
    const comment = addComment(post, "<p>Only this.</p>");
    const below = await world.mirrored(`${urlOf(post)}?commentId=${comment._id}`);
    expect(quotedLines(said(await reader.menu("Quote comment", starterOf(below))))).toBe("Only this.");
    const page = await world.mirrored(`${lesswrong}/users/${slugOf("Tobias Rehn")}`);
    expect(said(await reader.menu("Quote comment", starterOf(page)))).toContain(
      "no mirrored comment or post",
    );
  });

  it("tells readers when the post is edited, and when it is withdrawn, and then refuses", async () => {
    const { post, starter } = await mirrored(three);
    const answer = await quoteAll(starter);
    const { modal } = await reader.menu("Quote comment", starter);
    world.forum.changePost(post._id, (record) => {
      record.baseScore = 77;
      Object.assign(record.contents ?? {}, {
        html: `<p>New.</p>${three}`,
        editedAt: new Date().toISOString(),
        version: "2.0.0",
      });
    });
    await sweepUntil(() => answer.message.text.includes("The post was edited after it was quoted here."));
    expect(said(await reader.submit(modal, { "paragraphs-1": ["0"] }))).toContain(
      "The post was edited in the meantime",
    );
    world.forum.changePost(post._id, (record) => {
      record.draft = true;
    });
    await sweepUntil(() => answer.message.text.includes("The post was deleted after it was quoted here."));
    const refused = await (await reader.menu("Quote comment", starter)).settled();
    expect(said(refused)).toContain("LessWrong no longer shows this post.");
  });

  it("leaves a quote alone while only votes and titles change", async () => {
    const { post, thread, starter } = await mirrored(three);
    const answer = await quoteAll(starter);
    world.forum.changePost(post._id, (record) => Object.assign(record, { title: "On gongs", baseScore: 5 }));
    await sweepUntil(() => thread.name === "On gongs");
    expect(answer.message.content).toBe("");
  });
});

describe("an author's opt-out", () => {
  it("removes quotes of their posts and the words that replies begin with, and refuses new ones", async () => {
    const ann = world.forum.addUser({ displayName: "Ann Tide" });
    const { thread, starter } = await mirrored(three, { userId: ann._id });
    const quoted = await quoteAll(starter);
    const replied = await reader.menu("Reply to comment", starter);
    await (await reader.submit(replied.modal, { text: "I was there." })).settled();
    expect(last(thread).content).toContain("Ann Tide");
    const author = `lesswrong:user:${ann._id}` as const;
    const { store } = world.bot.app;
    await store.optOuts.decide(author, { direction: "out", proof: "operator", sinceMs: 1 });
    world.bot.app.mirror.stirOptOuts();
    const isDone = async () => (await store.optOuts.of(author))?.stage === "done";
    await expect.poll(isDone).toBe(true);
    expect(world.guild.channels.flatMap(({ messages }) => messages.map(({ id }) => id))).not.toContain(
      quoted.message.id,
    );
    expect(last(thread).content).toMatch(/^-# ↩ A post whose author opted out of this bot\nI was there\.\n/);
    for (const menu of ["Quote comment", "Reply to comment", "Show context"])
      expect(said(await (await reader.menu(menu, starter)).settled())).toContain("opted out of this bot");
  });
});

describe("Show context on the first message of a forum post", () => {
  it("shows the post and its top-level comments, each with a link to its message", async () => {
    const post = addPost(three, { baseScore: 31 });
    const top = addComment(post, "<p>At the top.</p>");
    addComment(post, "<p>Below it.</p>", { parentCommentId: top._id, topLevelCommentId: top._id });
    for (let index = 0; index < 6; index += 1)
      addComment(post, `<p>No. ${index}.</p>`, { postedAt: new Date(Date.now() + index).toISOString() });
    const thread = await world.mirrored(urlOf(post));
    const answer = await (await reader.menu("Show context", starterOf(thread))).settled();
    const text = () => said(answer);
    expect(text()).toContain("The first bell.");
    expect(text()).toContain("31 points");
    expect(text()).toContain("7 direct replies");
    expect(text()).toContain(thread.messages.find(({ content }) => content.includes("At the top."))?.url);
    expect(text()).not.toContain("Below it.");
    const labels = () => JSON.stringify(answer.message.components);
    expect(labels()).not.toContain("Show whole");
    const next = await (await reader.press(answer, "Next")).settled();
    expect(said(next)).toContain("No. 5.");
    expect(quotedLines(said(await reader.submit((await reader.press(next, "Quote")).modal)))).toContain(
      "first",
    );
  });

  it("shows archived comments while the site does not answer", async () => {
    const { post, thread } = await mirrored(three);
    const comment = addComment(post, "<p>Kept.</p>");
    await world.discord.until(() => last(thread).content.includes(comment._id));
    await world.bot.app.archive.settled();
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    const answer = await (await reader.menu("Show context", starterOf(thread))).settled();
    expect(said(answer)).toContain("Kept.");
  });
});

describe("Reply to comment on the first message of a forum post", () => {
  const reply = async (starter: LoopbackMessage, text: string) => {
    const { modal } = await reader.menu("Reply to comment", starter);
    return await (await reader.submit(modal, { text })).settled();
  };

  it("answers the post in its thread", async () => {
    const { post, thread, starter } = await mirrored(three);
    const { modal } = await reader.menu("Reply to comment", starter);
    expect(modal.data.title).toBe("Reply to a post");
    expect(JSON.stringify(modal.data)).toContain("The first bell.");
    const answer = await (await reader.submit(modal, { text: "Which bell?" })).settled();
    expect(last(thread).content).toMatch(/^-# ↩ \[Ines Abreu\]\(<[^>]+>\): The first bell\./);
    expect(last(thread).content).toContain(`](<${starter.url}>)`);
    expect(last(thread).content).toContain("\nWhich bell?\n-# written in this server by");
    expect(said(answer)).toContain(last(thread).url);
    expect(JSON.stringify(answer.message.components)).toContain(`/posts/${post._id}`);
  });

  it("answers a post without words, too", async () => {
    const { thread, starter } = await mirrored("");
    await reply(starter, "Nothing?");
    expect(last(thread).content).toMatch(/^-# ↩ \[Ines Abreu\]\(<[^>]+>\)\nNothing\?\n/);
  });

  it("makes a reply that its author can edit, even if the store has lost it", async () => {
    const { thread, starter } = await mirrored(three);
    await reply(starter, "Which bell?");
    const message = last(thread);
    const known = await world.bot.app.store.replies.ofMessage(world.guild.id, message.id);
    await world.bot.app.store.replies.remove(known?.id ?? 0);
    const { modal } = await reader.menu("Edit reply", message);
    expect(JSON.stringify(modal.data)).toContain("open the post there");
    await (await reader.submit(modal, { text: "That bell." })).settled();
    expect(last(thread).content).toContain("\nThat bell.\n");
  });
});
