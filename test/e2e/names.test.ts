import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let post: { readonly _id: string; readonly slug: string };

beforeEach(async () => {
  world = await World.withSample();
  post = world.post("harbour clock");
});
afterEach(() => world.close());

const url = () => `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;

const names: readonly (readonly [name: string, shown: string])[] = [
  // A name that shows nothing is replaced by the slug.
  ["\u200b", "slug-0"],
  ["\u3164", "slug-1"],
  ["\u2800 \uffa0", "slug-2"],
  ["\ufe0f\u202e", "slug-3"],
  ["@everyone", "@everyone"],
  ["@here", "@here"],
  ["<@123456789012345678>", "\\<@123456789012345678>"],
  ["<#123456789012345678>", "\\<#123456789012345678>"],
  ["#general", "#general"],
  ["Discord", "Discord"],
  ["🦊 Fox", "🦊 Fox"],
  ["🦊", "🦊 (slug-11)"],
  [":piñata:", "\\:piñata: (slug-12)"],
  ["*star*_bar_", "\\*star\\*\\_bar\\_"],
  ["[x] (y)", "[x] (y)"],
  ["a*b*c*d*e", "a\\*b\\*c\\*d\\*e (slug-15)"],
  ["Eve \u202eLive", "Eve \u202eLive\u202c"],
];

/** Adds a comment by an author with that name, and a reply to it. */
function addAnswered(displayName: string, index: number): CommentRecord {
  const { _id: userId } = world.forum.addUser({ displayName, slug: `slug-${index}` });
  const html = `<p>Words of ${index}.</p>`;
  const comment = world.forum.addComment({ postId: post._id, userId, html });
  return world.forum.addComment({
    postId: post._id,
    author: "Ines Abreu",
    html: `<p>Reply to ${index}.</p>`,
    parentCommentId: comment._id,
    topLevelCommentId: comment._id,
  });
}

function messageWith(thread: LoopbackThread, words: string): LoopbackMessage {
  const message = thread.messages.find(({ content }) => content.split("\n").includes(words));
  if (message === undefined) throw new Error(`no message says ${words}`);
  return message;
}

const withoutLinks = (line: string) => line.replace(/\[((?:\[[^\]]*\]|[^\]])+)\]\(<[^>]+>\)/g, "$1");

describe("the name of an author", () => {
  it("is readable above replies and in /context, and does not change the direction of other words", async () => {
    const replies = names.map(([name], index) => addAnswered(name, index));
    const thread = await world.mirrored(url());
    await world.bot.app.archive.settled();
    for (const [index, [, shown]] of names.entries()) {
      const answered = messageWith(thread, `Words of ${index}.`);
      const [line = ""] = messageWith(thread, `Reply to ${index}.`).content.split("\n");
      expect(withoutLinks(line)).toBe(`-# ↩ ${shown}: Words of ${index}.`);
      expect(line).toContain(`](<${answered.url}>)`);
      const context = await world.moderator.command("context", {
        comment: `lesswrong:comment:${replies[index]?._id}`,
      });
      const [above = ""] = ((await context.settled()).message.embeds[0]?.description ?? "").split("\n");
      expect(withoutLinks(above)).toContain(`${shown}: Words of ${index}.`);
    }
  });

  it("is shown above their comments, even if Discord refuses it", async () => {
    for (const [index, [name]] of names.entries()) addAnswered(name, index);
    const thread = await world.mirrored(url());
    const shownAs = (index: number) => messageWith(thread, `Words of ${index}.`).username;
    expect(names.map((_, index) => shownAs(index))).toEqual([
      ...["slug-0", "slug-1", "slug-2", "slug-3", "@everyone", "@here"],
      ...names.slice(6, 9).map(([name]) => name),
      "D\u200aiscord",
      ...names.slice(10, 16).map(([name]) => name),
      "Eve \u202eLive\u202c",
    ]);
  });
});

describe("a title", () => {
  it("that no one can see counts as missing", async () => {
    const blank = world.forum.addPost({
      title: "\u200b",
      slug: "blank",
      author: "\u3164",
      html: "<p>Words.</p>",
    });
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${blank._id}/blank`);
    expect(thread.name).toBe("Untitled");
    expect((await world.moderator.command("following")).message.text).toContain("[Untitled]");
  });

  it("ends its own changes of direction, and is cut between characters", async () => {
    const title = `${"a".repeat(96)}\u202e👩‍👩‍👧`;
    const { _id, slug } = world.forum.addPost({
      title,
      slug: "t",
      author: "Ines Abreu",
      html: "<p>Words.</p>",
    });
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${_id}/${slug}`);
    expect(thread.name).toBe(`${"a".repeat(96)}\u202e…\u202c`);
  });
});

describe("an answer that repeats a member's words", () => {
  it("leaves out control characters", async () => {
    const user = "nobo\u202edy\u0007\u2067";
    const commands: readonly (readonly [string, Record<string, string>])[] = [
      ["profile", { user }],
      ["privacy", { author: user }],
      ["lookup", { text: user }],
      ["lookup", { author: user }],
      ["lookup", { post: user }],
      ["lookup", { since: user }],
    ];
    for (const [command, options] of commands) {
      const text = said(await (await world.moderator.command(command, options)).settled());
      expect(text).toContain("nobody");
      expect(text).not.toMatch(/\p{Bidi_Control}|(?!\n)\p{Cc}/u);
    }
  });
});
