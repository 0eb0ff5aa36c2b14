import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../../playground/discord/driver/answer.ts";
import type { LoopbackMember } from "../../playground/discord/driver/member.ts";
import type { UserRecord } from "../../playground/forum/records.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;
let ann: UserRecord;
let bob: UserRecord;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Reader" });
  ann = world.forum.addUser({ displayName: "Ann Tide", karma: 99, bio: "Keeps the log." });
  bob = world.forum.addUser({ displayName: "Bob Reef", karma: 98 });
});
afterEach(() => world.close());

const annReference = (): Reference<"user"> => `lesswrong:user:${ann._id}`;
const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const said = (answer: Answer) =>
  [
    answer.interaction.original === undefined ? "" : answer.message.text,
    ...answer.followUps.map(({ text }) => text),
  ].join("\n");
const texts = (channel = world.channel) =>
  channel.threads().flatMap(({ messages }) => messages.map(({ text, username }) => `${username}: ${text}`));
const comment = (user: UserRecord, html: string, given = {}) =>
  world.forum.addComment({ postId: clock()._id, userId: user._id, html, ...given });

async function privacyOf(author: string, member = reader): Promise<Answer> {
  return await (await member.command("privacy", { author })).settled();
}

async function press(answer: Answer, button: string, member = reader): Promise<Answer> {
  return await (await member.press(answer, button)).settled();
}

/** Ann puts the code that she is given into her profile, and lets the bot look. */
async function prove(button: string): Promise<Answer> {
  const given = await press(await privacyOf(annReference()), button);
  const [, code = ""] = /\n([0-9a-f]{24})\n/.exec(said(given)) ?? [];
  world.forum.changeUser(ann._id, (user) => Object.assign(user, { bio: `Keeps the log. ${code}` }));
  return await press(given, "Check now");
}

async function carriedOut(): Promise<void> {
  await vi.waitUntil(async () => (await world.bot.app.store.optOuts.of(annReference()))?.stage === "done", {
    timeout: 20_000,
  });
}

describe("an author's opt-out", () => {
  it("removes what they wrote everywhere, and what others wrote goes on", async () => {
    const first = comment(ann, "<p>Ann measures the <b>spring</b> tide.</p>");
    comment(bob, "<p>Bob doubts it.</p>", { parentCommentId: first._id });
    comment(ann, `<p>${"Ann goes on and on. ".repeat(150)}</p>`);
    const other = world.discord.addGuild({ name: "Elsewhere" });
    const channel = other.addForumChannel({ name: "tides" });
    const moderator = other.addMember({ name: "Else", permissions: ["ManageThreads"] });
    await world.mirrored(clockUrl());
    const following = await moderator.command("follow", { url: clockUrl(), channel: channel.id });
    await following.settled(({ message }) => /Mirrored all/.test(message.content));
    await reader.command("quote", { comment: `lesswrong:comment:${first._id}`, passage: "spring tide" });
    const replied = await reader.command("reply", { comment: `lesswrong:comment:${first._id}` });
    await (await reader.submit(replied.modal, { text: "I was there." })).settled();
    expect(texts().filter((text) => text.includes("Ann")).length).toBeGreaterThan(3);

    expect(said(await prove("This is me: opt out"))).toContain("you have opted out");
    await carriedOut();

    for (const place of [world.channel, channel]) {
      expect(texts(place).filter((text) => /Ann|spring|on and on/.test(text))).toEqual([]);
      expect(texts(place).join("\n")).toContain("Bob doubts it.");
      expect(texts(place).join("\n")).toContain("a comment whose author opted out of this bot");
    }
    expect(texts().join("\n")).toContain("I was there.");
    expect(
      world.guild.channels.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n"),
    ).not.toContain("spring");
    const card = said(await privacyOf(annReference()));
    expect(card).toContain("0 comments with text, no name or picture, no page");
    expect(card).toContain("found nothing");
    expect(await world.bot.app.store.optOuts.recordsOf(annReference())).toEqual([]);
  });
});
