import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Reader" });
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const referenceOf = (comment: CommentRecord) => `lesswrong:comment:${comment._id}` as const;

function add(html: string, given: Partial<CommentRecord> & { readonly author?: string } = {}): CommentRecord {
  return world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn", ...given });
}

/** Adds comments that each answer the one before, topmost first. */
function chain(length: number): readonly CommentRecord[] {
  const comments: CommentRecord[] = [];
  for (let depth = 1; depth <= length; depth += 1) {
    const parent = comments.at(-1);
    comments.push(
      add(`<p>Step ${depth} of the stairs.</p>`, {
        parentCommentId: parent?._id ?? null,
        topLevelCommentId: comments[0]?._id ?? null,
      }),
    );
  }
  return comments;
}

function reply(to: CommentRecord, html: string, given: Partial<CommentRecord> = {}): CommentRecord {
  const topLevelCommentId = to.topLevelCommentId ?? to._id;
  return add(html, { parentCommentId: to._id, topLevelCommentId, author: "Ines Abreu", ...given });
}

function last<T>(list: readonly T[]): T {
  const item = list.at(-1);
  if (item === undefined) throw new Error("the list is empty");
  return item;
}

async function mirror(): Promise<void> {
  await world.mirrored(clockUrl());
  await world.bot.app.archive.settled();
}

async function contextOf(comment: CommentRecord, member = reader, where = {}): Promise<Answer> {
  return await (await member.command("context", { comment: referenceOf(comment) }, where)).settled();
}

/** The lines of the outline above the comment, and below it. */
const above = ({ message }: Answer) => (message.embeds[0]?.description ?? "").split("\n").map(plain);
const below = ({ message }: Answer) => (message.embeds[2]?.description ?? "").split("\n").map(plain);
const plain = (line: string) =>
  line
    .trim()
    .replace(/^↳ /, "")
    .replace(/\[([^\]]+)\]\(<[^>]+>\)/g, "$1")
    .replace(/ · −?\d+ points?$/, "");

describe("/context", () => {
  it("shows the ancestors up to the post and the direct replies, each moved to the right of what it answers, with jump links", async () => {
    const steps = chain(3);
    const comment = last(steps);
    reply(comment, "<p>First answer.</p>", { postedAt: "2031-01-01T00:00:00.000Z" });
    const second = reply(comment, "<p>Second answer.</p>", { postedAt: "2031-01-02T00:00:00.000Z" });
    reply(second, "<p>Not a direct one.</p>");
    await mirror();
    const answer = await contextOf(comment);
    expect(answer.message.isEphemeral).toBe(true);
    expect(answer.message.embeds[0]?.title).toBe("How the harbour clock lost eleven minutes");
    expect(above(answer)).toEqual([
      "Tobias Rehn: Step 1 of the stairs.",
      "Tobias Rehn: Step 2 of the stairs.",
      "-# Depth 3",
    ]);
    const outline = answer.message.embeds[0]?.description?.split("\n") ?? [];
    expect(outline.slice(0, 2).map((line) => line.slice(0, 3))).toEqual(["[To", "↳ ["]);
    expect(answer.message.embeds[1]?.description).toMatch(/^Step 3 of the stairs\.\n-# .*as of <t:\d+:R>$/);
    expect(answer.message.embeds[2]?.title).toBe("2 direct replies");
    expect(below(answer)).toEqual(["Ines Abreu: First answer.", "Ines Abreu: Second answer."]);
    const [thread] = world.channel.threads();
    for (const step of ["Step 1", "Step 2", "Step 3", "First answer", "Second answer"]) {
      const message = thread?.messages.find(({ content }) =>
        content.split("\n").some((line) => line.startsWith(step)),
      );
      expect(said(answer)).toContain(`(<${message?.url}>)`);
    }
  });

  it("asks no site for a thread that is followed", async () => {
    const steps = chain(3);
    await mirror();
    const asked = () =>
      world.forum.requests.filter(({ operation }) => /Subtree|Comment$/.test(operation)).length;
    const before = asked();
    await contextOf(last(steps));
    expect(asked()).toBe(before);
  });

  it("collapses the middle of a deep thread and opens it step by step, even after a restart", async () => {
    const steps = chain(20);
    await mirror();
    const answer = await contextOf(last(steps));
    expect(above(answer)).toEqual([
      "Tobias Rehn: Step 1 of the stairs.",
      "Tobias Rehn: Step 2 of the stairs.",
      "-# … 14 comments in between",
      "Tobias Rehn: Step 17 of the stairs.",
      "Tobias Rehn: Step 18 of the stairs.",
      "Tobias Rehn: Step 19 of the stairs.",
      "-# Depth 20",
    ]);
    await world.stopBot();
    await world.startBot();
    await (await reader.press(answer, "Show comments in between")).settled();
    expect(above(answer).slice(0, 2)).toEqual([
      "-# … 13 comments further up",
      "Tobias Rehn: Step 14 of the stairs.",
    ]);
    await (await reader.press(answer, "Further up")).settled();
    await (await reader.press(answer, "Further up")).settled();
    await (await reader.press(answer, "Further up")).settled();
    expect(above(answer)).toEqual([
      "Tobias Rehn: Step 1 of the stairs.",
      "-# … 18 comments further down",
      "-# Depth 20",
    ]);
    await expect(reader.press(answer, "Further up")).rejects.toThrow();
    await (await reader.press(answer, "Collapse")).settled();
    expect(above(answer)).toContain("-# … 14 comments in between");
  });

  it("shows five replies per page", async () => {
    const [comment = add("")] = chain(1);
    for (let number = 1; number <= 12; number += 1)
      reply(comment, `<p>Answer ${number}.</p>`, {
        postedAt: `2031-01-${String(number).padStart(2, "0")}T00:00:00.000Z`,
      });
    await mirror();
    const answer = await contextOf(comment);
    expect(answer.message.embeds[2]?.title).toBe("12 direct replies");
    expect(below(answer).at(-1)).toBe("-# Replies 1 to 5 of 12");
    const presses = await Promise.all([reader.press(answer, "Next"), reader.press(answer, "Next")]);
    await Promise.all(presses.map((press) => press.settled()));
    expect(below(answer)[0]).toBe("Ines Abreu: Answer 6.");
    await (await reader.press(answer, "Next")).settled();
    expect(below(answer)).toEqual([
      "Ines Abreu: Answer 11.",
      "Ines Abreu: Answer 12.",
      "-# Replies 11 to 12 of 12",
    ]);
    await expect(reader.press(answer, "Next")).rejects.toThrow();
    await (await reader.press(answer, "Back")).settled();
    expect(below(answer).at(-1)).toBe("-# Replies 6 to 10 of 12");
  });

  it("stays within Discord's limits for the longest words and names", async () => {
    const user = world.forum.addUser({ displayName: "*_~`".repeat(60) });
    const long = `<p>${"[*_`~|] ".repeat(500)}</p>`;
    const given = { userId: user._id, author: user.displayName };
    let parent = add(long, given);
    const top = parent;
    for (let depth = 0; depth < 12; depth += 1)
      parent = add(long, { ...given, parentCommentId: parent._id, topLevelCommentId: top._id });
    for (let number = 0; number < 7; number += 1) reply(parent, long, given);
    await mirror();
    const answer = await contextOf(parent);
    expect(answer.message.embeds).toHaveLength(3);
    await (await reader.press(answer, "Show comments in between")).settled();
    expect(above(answer)).toHaveLength(8);
  });

  it("keeps the place of a deleted ancestor", async () => {
    const [, second = add(""), third = add("")] = chain(3);
    world.forum.changeComment(second._id, (one) => {
      one.deleted = true;
      one.deletedPublic = true;
    });
    const answer = await contextOf(third);
    expect(above(answer)).toEqual(["Tobias Rehn: Step 1 of the stairs.", "a deleted comment", "-# Depth 3"]);
  });

  it("offers archived comments by their words, and accepts a choice", async () => {
    const [first = add("")] = chain(1);
    const second = reply(first, "<p>Barnacles everywhere.</p>");
    await mirror();
    const [choice] = await reader.autocomplete("context", { comment: "barnac" }, "comment");
    expect(choice?.name).toMatch(/^Ines Abreu · How the harbour clock.*… — Barnacles everywhere\.$/);
    expect(choice?.value).toBe(referenceOf(second));
    const answer = await (await reader.command("context", { comment: String(choice?.value) })).settled();
    expect(above(answer).at(-1)).toBe("-# Depth 2");
  });

  it("says so if there are neither ancestors nor replies", async () => {
    const answer = await contextOf(add("<p>Alone.</p>"));
    expect(above(answer)).toEqual(["-# It stands at the top of the discussion. · Depth 1"]);
    expect(answer.message.embeds[2]?.title).toBe("No direct replies.");
  });
});

describe("/context of a comment that the archive lacks", () => {
  it("reads ancestors and replies from the site with only a few requests", async () => {
    const steps = chain(9);
    reply(last(steps), "<p>An answer.</p>");
    const before = world.forum.requests.length;
    const answer = await contextOf(last(steps));
    expect(world.forum.requests.length - before).toBeLessThanOrEqual(6);
    expect(above(answer)).toHaveLength(7);
    expect(above(answer).at(-1)).toBe("-# Depth 9");
    expect(below(answer)).toEqual(["Ines Abreu: An answer."]);
  });

  it("shows archived comments while the site is down, and says that there may be more", async () => {
    const steps = chain(3);
    const comment = last(steps);
    await contextOf(comment);
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    const answer = await contextOf(comment);
    expect(answer.message.content).toContain("LessWrong is not answering at the moment");
    expect(above(answer)).toHaveLength(3);
    expect(answer.message.embeds[2]?.title).toBe("I know of no direct replies.");
  });

  it("says that ancestors cannot be read while the site is down", async () => {
    const steps = chain(3);
    const comment = last(steps);
    await (await reader.command("lookup", { text: `${clockUrl()}?commentId=${comment._id}` })).settled();
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    const answer = await contextOf(comment);
    expect(above(answer)).toEqual([
      "-# The comments that it answers can no longer be read. · Depth 1 or more",
    ]);
  });

  it("refuses a comment that neither the archive nor the site has, and an unarchived one while the site is down", async () => {
    const answer = await reader.command("context", { comment: "lesswrong:comment:aaaaaaaaaaaaaaaaa" });
    expect(said(await answer.settled())).toContain("LessWrong no longer shows this comment.");
    const comment = add("<p>Never read.</p>");
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    expect(said(await contextOf(comment))).toContain("LessWrong is not answering at the moment");
  });

  it("works outside servers for a member who installed the bot", async () => {
    const steps = chain(2);
    await mirror();
    const answer = await contextOf(last(steps), reader, { where: "bot-dm", asUserInstall: true });
    expect(above(answer)).toHaveLength(2);
    expect(said(answer)).not.toContain("in this server");
  });
});

describe("Show context", () => {
  it("shows the context of a message's comment, for any part of it", async () => {
    const [first = add("")] = chain(1);
    reply(first, `<p>${"A long answer. ".repeat(100)}</p><p>${"And more. ".repeat(200)}</p>`);
    await mirror();
    const parts = world.channel
      .threads()[0]
      ?.messages.filter(({ content }) => /A long answer|And more/.test(content));
    expect(parts?.length).toBeGreaterThan(1);
    for (const part of parts ?? []) {
      const answer = await (await reader.menu("Show context", part)).settled();
      expect(answer.message.isEphemeral).toBe(true);
      expect(above(answer)[0]).toBe("Tobias Rehn: Step 1 of the stairs.");
      expect(answer.message.embeds[1]?.description).toMatch(/^A long answer\./);
    }
  });

  it("refuses a message that does not show a comment", async () => {
    await mirror();
    const message = world.channel.threads()[0]?.say(reader.id, "Just talking.");
    if (message === undefined) throw new Error("no thread");
    expect(said(await (await reader.menu("Show context", message)).settled())).toContain(
      "shows no mirrored comment",
    );
  });
});
