import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let comment: CommentRecord;
let thread: LoopbackThread;

beforeEach(async () => {
  world = await World.withSample();
  const { _id: postId } = world.post("harbour clock");
  comment = world.forum.addComment({
    postId,
    html: "<p>The spare clock was right.</p>",
    author: "Tobias Rehn",
  });
  thread = await world.mirrored(`https://www.lesswrong.com/posts/${postId}`);
});
afterEach(() => world.close());

const named = () => ({ comment: `lesswrong:comment:${comment._id}` });
const german = { locale: "de" };
const english = { locale: "en-GB" };
const wordsOf = {
  "en-US": { from: "), on [", where: "In this server", writtenBy: "written in this server by" },
  de: { from: "), zu [", where: "Auf diesem Server", writtenBy: "auf diesem Server geschrieben von" },
  fr: { from: "), on [", where: "In this server", writtenBy: "written in this server by" },
};
const servers = Object.entries(wordsOf);

describe("text that everyone reads", () => {
  it.each(servers)("of a quote is in the language of the server: %s", async (locale, words) => {
    world.guild.setLocale(locale);
    for (const caller of [german, english]) {
      const options = { ...named(), passage: "spare clock was" };
      const answer = await world.moderator.command("quote", options, caller);
      expect(answer.message.isEphemeral).toBe(false);
      expect(said(answer)).toContain(words.from);
      expect(said(answer)).toContain(words.where);
    }
  });

  it.each(servers)("of a reply is in the language of the server: %s", async (locale, words) => {
    world.guild.setLocale(locale);
    for (const [caller, told] of [
      [german, "Deine Antwort steht hier"],
      [english, "Your reply is here"],
    ] as const) {
      const { modal } = await world.moderator.command("reply", named(), caller);
      const answer = await (await world.moderator.submit(modal, { text: "Was it?" }, caller)).settled();
      expect(said(answer)).toContain(told);
      expect(thread.messages.at(-1)?.content).toContain(`Was it?\n-# ${words.writtenBy}`);
    }
  });

  it("of a quote stays in the language of the server when its comment is edited", async () => {
    world.guild.setLocale("de");
    await world.discord.until(
      () => world.bot.gateway.guild(world.guild.id)?.preferredLocale === german.locale,
    );
    const answer = await world.moderator.command("quote", { ...named(), passage: "spare clock was" });
    world.forum.editComment(comment._id, "<p>The other clock was right.</p>");
    await world.discord.until(() => answer.message.text.includes("⚠️"));
    expect(answer.message.text).toContain("Fassung");
  });

  it("is in English in a conversation of unknown language, and in the member's own alone with the bot", async () => {
    const alone = world.discord.addUser({ name: "Alone" });
    const options = { ...named(), passage: "spare clock was" };
    const shared = await alone.command("quote", options, { ...german, where: "private-channel" });
    expect(said(shared)).toContain(wordsOf["en-US"].from);
    const own = await alone.command("quote", options, { ...german, where: "bot-dm" });
    expect(said(own)).toContain(wordsOf.de.from);
  });
});

describe("text that only the caller reads", () => {
  it("is in their own language, even if the public text that follows is in the server's", async () => {
    const near = await world.moderator.command(
      "quote",
      { ...named(), passage: "The spare clok was right" },
      german,
    );
    expect(said(near)).toContain("So steht es nicht im Kommentar.");
    const answer = await world.moderator.press(near, "Das zitieren", german);
    await world.discord.until(() => answer.followUps.length === 1);
    expect(answer.message.content).toBe("Zitiert.");
    expect(answer.followUps[0]?.text).toContain(wordsOf["en-US"].from);
  });
});
