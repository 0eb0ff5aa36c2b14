import type { Answer } from "loopback-discord/driver/answer.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let postId: string;
let comment: string;

beforeEach(async () => {
  world = await World.withSample();
  postId = world.forum.addPost({ title: "Last words", html: "<p>x</p>", author: "Ines Okonkwo" })._id;
  comment = world.forum.addComment({ postId, html: "<p>One.</p>", author: "Tobias Rehn" })._id;
});
afterEach(() => world.close());

const url = () => `https://www.lesswrong.com/posts/${postId}`;
const isClosed = async () => (await world.bot.app.store.threads.all()).at(-1)?.isClosed;

async function isClosedAfterSweep(expected: boolean): Promise<void> {
  await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
  await expect.poll(isClosed).toBe(expected);
}

function said(answer: Answer): string {
  return JSON.stringify([answer.message.content, answer.message.components]);
}

async function reply(locale = "en-US"): Promise<{ readonly hint: string; readonly answer: string }> {
  const member = world.guild.addMember({ name: "Ada" });
  const options = { comment: `lesswrong:comment:${comment}` };
  const { modal } = await member.command("reply", options, { locale });
  const answer = await (await member.submit(modal, { text: "Pity." }, { locale })).settled();
  return { hint: JSON.stringify(modal.data), answer: said(answer) };
}

describe("a thread that takes no more comments on its site", () => {
  it("is recognised, and so is its reopening", async () => {
    await world.mirrored(url());
    expect(await isClosed()).toBe(false);
    world.forum.lockPost(postId);
    await isClosedAfterSweep(true);
    world.forum.lockPost(postId, false);
    await isClosedAfterSweep(false);
  });

  it("is also recognised in a comment's forum post", async () => {
    world.forum.lockPost(postId);
    await world.mirrored(`${url()}?commentId=${comment}`);
    expect(await isClosed()).toBe(true);
  });

  it("still takes replies in Discord, with a note that the site takes none", async () => {
    world.forum.lockPost(postId);
    const thread = await world.mirrored(url());
    const { hint, answer } = await reply();
    expect(thread.messages.at(-1)?.content).toContain("Pity.");
    expect(hint).toContain("The site itself no longer takes comments there.");
    expect(answer).toContain("LessWrong no longer takes comments there.");
    expect(answer).toContain('"Open on LessWrong"');
    expect(answer).not.toContain("Answer on");
  });

  it("says so in German too", async () => {
    world.forum.lockPost(postId);
    await world.mirrored(url());
    const { hint, answer } = await reply("de");
    expect(hint).toContain("nimmt dort keine Kommentare mehr an");
    expect(answer).toContain("LessWrong nimmt dort keine Kommentare mehr an.");
    expect(answer).toContain('"Auf LessWrong öffnen"');
  });

  it("is not recommended for replies if it is not mirrored", async () => {
    world.forum.lockPost(postId);
    const member = world.guild.addMember({ name: "Ada" });
    const answer = await (
      await member.command("reply", { comment: `${url()}?commentId=${comment}` })
    ).settled();
    expect(said(answer)).toContain("LessWrong no longer takes comments there: <https");
  });

  it("counts as open if the site does not say, and is mirrored as usual", async () => {
    world.forum.lockPost(postId);
    world.forum.failField(postId, "commentsLocked", { message: "app.operation_not_allowed" });
    const thread = await world.mirrored(url());
    expect(mirroredIds(thread)).toEqual([comment]);
    expect(await isClosed()).toBe(false);
    expect((await reply()).answer).toContain("Answer on LessWrong");
  });
});
