import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodyOf } from "../mirror/comment.ts";
import { quotedLines, said } from "./reading.ts";
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
const urlOf = (comment: CommentRecord) => `${clockUrl()}?commentId=${comment._id}`;
const referenceOf = (comment: CommentRecord) => `lesswrong:comment:${comment._id}`;

function add(html: string, given: Partial<CommentRecord> = {}): CommentRecord {
  return world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn", ...given });
}

/** Mirrors, and so archives, a comment. */
async function mirrored(html: string, given: Partial<CommentRecord> = {}): Promise<CommentRecord> {
  const comment = add(html, given);
  await world.mirrored(clockUrl());
  return comment;
}

describe("/quote with a passage", () => {
  it("posts exactly those words with their formatting, who wrote them, when, and where they are", async () => {
    const comment = await mirrored("<p>The <b>tide</b> table “was right” — the clock wasn't.</p>", {
      baseScore: 12,
    });
    const answer = await reader.command("quote", {
      comment: referenceOf(comment),
      passage: 'tide table "was right" - the clock',
    });
    expect(answer.message.isEphemeral).toBe(false);
    expect(quotedLines(said(answer))).toBe("**tide** table “was right” — the clock");
    expect(answer.message.embeds[0]?.author?.name).toBe("Tobias Rehn");
    const [thread] = world.channel.threads();
    const message = thread?.messages.find(({ content }) => content.includes("wasn't"));
    expect(said(answer)).toMatch(/-# on \[How the harbour clock/);
    expect(said(answer)).toMatch(
      /-# <t:\d+:f> · 12 points · \[LessWrong\]\(<https:\/\/www\.lesswrong\.com\//,
    );
    expect(said(answer)).toContain(`[in this server](<${message?.url}>)`);
    expect(said(answer)).not.toContain("edited");
  });

  it("names the revision of a comment that was edited", async () => {
    const comment = add("<p>First words.</p>");
    world.forum.changeComment(comment._id, (one) => {
      one.postedAt = new Date(Date.now() - 86_400_000).toISOString();
    });
    world.forum.editComment(comment._id, "<p>Better words.</p>");
    await world.mirrored(clockUrl());
    const answer = await reader.command("quote", { comment: urlOf(comment), passage: "Better words" });
    expect(said(answer)).toMatch(/edited <t:\d+:R>[^\n]*\n-# These are the words of revision 1\.1\.0\./);
  });

  it("offers the closest words to a near miss, and posts them once", async () => {
    const comment = await mirrored("<p>Nobody had wound the spare clock since the spring of that year.</p>");
    const answer = await reader.command("quote", {
      comment: referenceOf(comment),
      passage: "had wound the old clock since the spring",
    });
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain("not the exact words");
    expect(quotedLines(said(answer))).toBe("had wound the spare clock since the spring");
    const [first, second] = await Promise.all([
      reader.press(answer, "Quote these"),
      reader.press(answer, "Quote these"),
    ]);
    await world.discord.until(() => first.followUps.length + second.followUps.length === 1);
    const posts = [...first.followUps, ...second.followUps].filter(({ isEphemeral }) => !isEphemeral);
    expect(posts.map(({ text }) => quotedLines(text))).toEqual([
      "had wound the spare clock since the spring",
    ]);
    expect(said(first) + said(second)).toContain("quoted already");
  });

  it("says where to look when nothing comes close", async () => {
    const comment = await mirrored("<p>Nobody had wound the spare clock.</p>");
    const answer = await reader.command("quote", {
      comment: referenceOf(comment),
      passage: "entirely other things were said",
    });
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain("nor anything close");
    expect(said(answer)).toContain(comment._id);
  });

  it("takes up to three messages and refuses more", async () => {
    const sentence = (index: number) =>
      `Sentence number ${index} of a comment that goes on for quite a while.`;
    const paragraphs = Array.from({ length: 200 }, (_, index) => sentence(index));
    const comment = await mirrored(paragraphs.map((text) => `<p>${text}</p>`).join(""));
    const fits = await reader.command("quote", {
      comment: referenceOf(comment),
      passage: paragraphs.slice(10, 75).join(" "),
    });
    await world.discord.until(() => fits.followUps.length === 2);
    expect(quotedLines(said(fits)).split("\n").filter(Boolean)).toEqual(paragraphs.slice(10, 75));
    expect(fits.followUps[1]?.embeds[0]?.author?.name).toBe("3 of 3 · Tobias Rehn");
    const refused = await reader.command("quote", {
      comment: referenceOf(comment),
      passage: paragraphs.slice(10, 95).join(" "),
    });
    expect(refused.message.isEphemeral).toBe(true);
    expect(said(refused)).toContain("Choose a shorter passage");
  });

  it("fetches what is not archived", async () => {
    const comment = add("<p>Not mirrored, not read.</p>");
    const answer = await reader.command("quote", { comment: urlOf(comment), passage: "not read" });
    await world.discord.until(() => answer.followUps.length === 1);
    expect(answer.message.isEphemeral).toBe(true);
    expect(quotedLines(said(answer))).toBe("not read");
    expect(answer.followUps[0]?.isEphemeral).toBe(false);
  });

  it("says so when what is not archived cannot be fetched, and quotes what is", async () => {
    const archived = await mirrored("<p>Kept for later.</p>");
    const comment = add("<p>Not mirrored, not read.</p>", { postId: world.post("thermometer")._id });
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    const options = { comment: referenceOf(comment), passage: "not read" };
    const refused = await (await reader.command("quote", options)).settled();
    expect(refused.message.isEphemeral).toBe(true);
    expect(said(refused)).toContain("is not answering at the moment");
    const answer = await reader.command("quote", {
      comment: referenceOf(archived),
      passage: "Kept for later",
    });
    expect(quotedLines(said(answer))).toBe("Kept for later");
  });

  it("gives no jump link where the comment is not mirrored", async () => {
    const comment = await mirrored("<p>Elsewhere too.</p>");
    const other = world.discord.addGuild({ name: "Elsewhere" });
    await world.discord.until(() => world.bot.client.guilds.cache.has(other.id));
    const options = { comment: referenceOf(comment), passage: "Elsewhere too" };
    const answer = await other.owner.command("quote", options);
    expect(quotedLines(said(answer))).toBe("Elsewhere too");
    expect(said(answer)).not.toContain("discord.com/channels");
    const alone = world.discord.addUser({ name: "Alone" });
    const direct = await alone.command("quote", options, { where: "private-channel" });
    expect(quotedLines(said(direct))).toBe("Elsewhere too");
    expect(said(direct)).not.toContain("discord.com/channels");
  });

  it("never pings, whatever the words are", async () => {
    const comment = await mirrored("<p>Dear @everyone and &lt;@123456789012345678&gt;, look.</p>");
    const answer = await reader.command("quote", {
      comment: referenceOf(comment),
      passage: "Dear @everyone and <@123456789012345678>, look.",
    });
    expect(answer.message.isEphemeral).toBe(false);
    expect(said(answer)).toContain("everyone");
  });
});

describe("/quote without a passage", () => {
  const html = "<p>One paragraph.</p><p>Two <i>paragraph</i>.</p><p>Three paragraph.</p><p>Four.</p>";

  it("offers the paragraphs and posts those that were chosen, a sign for what was left out", async () => {
    const comment = await mirrored(html);
    const { modal } = await reader.command("quote", { comment: referenceOf(comment) });
    expect(JSON.stringify(modal.data)).toContain("Tobias Rehn · How the harbour clock");
    const answer = await reader.submit(modal, { "paragraphs-1": ["1", "3"] });
    expect(quotedLines(said(answer))).toBe("Two *paragraph*.\n\n[…]\n\nFour.");
    expect(answer.message.isEphemeral).toBe(false);
  });

  it("posts all of it when nothing was chosen, and words when some were typed", async () => {
    const comment = await mirrored(html);
    const open = async () => (await reader.command("quote", { comment: referenceOf(comment) })).modal;
    expect(quotedLines(said(await reader.submit(await open())))).toContain(
      "One paragraph.\n\nTwo *paragraph*.",
    );
    const answer = await reader.submit(await open(), { words: "paragraph. Three", "paragraphs-1": ["0"] });
    expect(quotedLines(said(answer))).toBe("*paragraph*.\n\nThree");
    const near = await reader.submit(await open(), { words: "Two paragraf. Three paragraph." });
    expect(near.message.isEphemeral).toBe(true);
    await world.discord.until(() => near.message.text.includes("closest"));
  });

  it("quotes at once when there is nothing to choose, and a comment of a list only once", async () => {
    const comment = await mirrored("<p>One <b>paragraph</b> alone.</p>");
    const [thread] = world.channel.threads();
    const message = thread?.messages.find(({ content }) => content.includes(comment._id));
    if (message === undefined) throw new Error("the comment is not mirrored");
    for (const answer of [
      await reader.command("quote", { comment: referenceOf(comment) }),
      await reader.command("quote", { comment: referenceOf(comment), passage: "  \u200b " }),
      await reader.menu("Quote comment", message),
    ]) {
      expect(quotedLines(said(answer))).toBe("One **paragraph** alone.");
      expect(answer.message.isEphemeral).toBe(false);
    }
    const card = await (await reader.command("lookup", { text: comment._id })).settled();
    const first = await reader.press(card, "Quote");
    const { quotes } = world.bot.app.store;
    const posted = async () => (await quotes.ofWritings([`lesswrong:comment:${comment._id}`])).length;
    await expect.poll(posted).toBe(3);
    const second = await reader.press(card, "Quote");
    expect(quotedLines(said(first))).toBe("One **paragraph** alone.");
    expect(said(second)).toContain("quoted already: https://discord.com/channels/");
    expect(card.message.components.length).toBeGreaterThan(0);
  });

  it("also quotes at once a comment that had to be fetched", async () => {
    const comment = add("<p>Fetched.</p>");
    const answer = await (await reader.command("quote", { comment: urlOf(comment) })).settled();
    await world.discord.until(() => answer.followUps.length === 1);
    expect(quotedLines(said(answer))).toBe("Fetched.");
    expect(answer.followUps[0]?.isEphemeral).toBe(false);
  });

  it("asks for the words of a single paragraph that is too long for a quote", async () => {
    const comment = await mirrored(`<p>${"Words without an end in one paragraph. ".repeat(300)}</p>`);
    const { modal } = await reader.command("quote", { comment: referenceOf(comment) });
    expect(JSON.stringify(modal.data)).not.toContain("paragraphs-1");
    const answer = await reader.submit(modal, { words: "Words without an end" });
    expect(quotedLines(said(answer))).toBe("Words without an end");
  });

  it("asks again when the comment was edited while the modal was open", async () => {
    const comment = await mirrored(html);
    const { modal } = await reader.command("quote", { comment: referenceOf(comment) });
    world.forum.editComment(comment._id, `<p>A new one.</p>${html}`);
    await world.discord.until(() =>
      world.channel.threads()[0]?.messages.some(({ content }) => content.includes("A new one.")),
    );
    const answer = await reader.submit(modal, { "paragraphs-1": ["0"] });
    expect(said(answer)).toContain("was edited in the meantime");
  });

  it("gives a button that opens the modal when the comment had to be fetched, also after a restart", async () => {
    const comment = add(html);
    const answer = await (await reader.command("quote", { comment: urlOf(comment) })).settled();
    expect(answer.message.isEphemeral).toBe(true);
    await world.stopBot();
    await world.startBot();
    await world.discord.until(() => world.bot.client.isReady());
    const { modal } = await reader.press(answer, "Choose what to quote");
    expect(quotedLines(said(await reader.submit(modal, { "paragraphs-1": ["3"] })))).toBe("Four.");
  });

  it("offers seventy-five paragraphs of a longer comment", async () => {
    const comment = await mirrored(Array.from({ length: 90 }, (_, index) => `<p>No. ${index}</p>`).join(""));
    const { modal } = await reader.command("quote", { comment: referenceOf(comment) });
    const answer = await reader.submit(modal, { "paragraphs-1": ["24"], "paragraphs-3": ["74"] });
    expect(quotedLines(said(answer))).toBe("No. 24\n\n[…]\n\nNo. 74");
  });

  it("refuses what is no comment, and a comment without words", async () => {
    const post = await (await reader.command("quote", { comment: clockUrl() })).settled();
    expect(said(post)).toContain("That is not a comment.");
    const nothing = await (await reader.command("quote", { comment: "rubbish" })).settled();
    expect(said(nothing)).toContain("know that comment. Choose one from the list");
    const comment = await mirrored("");
    expect(said(await reader.command("quote", { comment: referenceOf(comment) }))).toContain("no words");
  });
});

describe("the choices of /quote", () => {
  it("are comments by their words, author or post, and carry the reference", async () => {
    const comment = await mirrored("<p>Barnacles had settled on the pendulum.</p>");
    await world.bot.app.archive.settled();
    for (const typed of ["barnacles", "Tobias barnac", referenceOf(comment), urlOf(comment)]) {
      const [choice] = await reader.autocomplete("quote", { comment: typed }, "comment");
      expect(choice).toEqual({
        name: "Tobias Rehn · How the harbour clock lost eleven… — Barnacles had settled on the pendulum.",
        value: referenceOf(comment),
      });
    }
  });

  it("are at most 25 of at most 100 characters, whatever is typed", async () => {
    await mirrored(`<p>${"Donaudampfschifffahrtsgesellschaft".repeat(30)} @everyone</p>`);
    await world.bot.app.archive.settled();
    for (const typed of ["", "a", "the", '"', "* AND", "x".repeat(6000), "lesswrong:comment:"]) {
      const choices = await reader.autocomplete("quote", { comment: typed }, "comment");
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(choices.every(({ name }) => name.length > 0 && name.length <= 100)).toBe(true);
    }
  });
});

describe("the menu Quote comment", () => {
  it("opens the modal from any part of a mirrored comment", async () => {
    const comment = await mirrored(`${"<p>Much is said before the end.</p>".repeat(80)}<p>The end.</p>`);
    const [thread] = world.channel.threads();
    const parts = thread?.messages.filter(({ content }) => content.includes("Much is said")) ?? [];
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      const { modal } = await reader.menu("Quote comment", part);
      const answer = await reader.submit(modal, { words: "The end." });
      expect(quotedLines(said(answer))).toBe("The end.");
      expect(said(answer)).toContain(comment._id);
    }
  });

  it("refuses a message that shows no comment", async () => {
    await mirrored("<p>Hm.</p>");
    const [thread] = world.channel.threads();
    const message = thread?.say(reader.id, "Just talking.");
    if (message === undefined) throw new Error("no thread");
    const answer = await reader.menu("Quote comment", message);
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain("no mirrored comment");
  });
});

describe("a quote whose comment changes", () => {
  const flagged = (answer: Answer, words: string) =>
    world.discord.until(() => answer.message.content.includes(words));

  it("says that it was edited, which revision was quoted, and later that it was deleted", async () => {
    const comment = await mirrored("<p>As it was.</p>");
    const answer = await reader.command("quote", { comment: referenceOf(comment), passage: "As it was" });
    world.forum.setScore(comment._id, 99);
    world.forum.editComment(comment._id, "<p>As it is.</p>");
    await flagged(answer, "edited after it was quoted here: these are the words of revision 1.0.0");
    expect(quotedLines(said(answer))).toBe("As it was");
    world.forum.deleteComment(comment._id, { isPublic: true });
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await flagged(answer, "was deleted after it was quoted here");
    expect(quotedLines(said(answer))).toBe("As it was");
  });

  it("is left alone where somebody deleted it, or where the bot may not go", async () => {
    const comment = await mirrored("<p>As it was.</p>");
    const options = { comment: referenceOf(comment), passage: "As it was" };
    const gone = await reader.command("quote", options);
    gone.message.delete();
    const closing = world.guild.addTextChannel({ name: "closing" });
    const kept = await reader.command("quote", options, { channelId: closing.id });
    closing.setOverwrites([{ for: "bot", deny: ["ViewChannel"] }]);
    world.forum.editComment(comment._id, "<p>As it is.</p>");
    await world.discord.until(() =>
      world.channel.threads()[0]?.messages.some(({ content }) => content.includes("As it is.")),
    );
    const reference = `lesswrong:comment:${comment._id}` as const;
    const known = await world.bot.app.store.quotes.ofWritings([reference]);
    expect(known.map(({ messageId }) => messageId)).toEqual([kept.message.id]);
    expect(kept.message.content).toBe("");
  });
});

describe("words that a comment no longer says", () => {
  const quote = async (comment: CommentRecord, passage: string) => {
    const answer = await reader.command("quote", { comment: referenceOf(comment), passage });
    await answer.settled();
    return said(answer);
  };

  it("are quoted from its earlier revision, and the quote says so", async () => {
    // An edit right after posting counts as part of it.
    const postedAt = new Date(Date.now() - 60_000).toISOString();
    const comment = await mirrored("<p>The bell rang eleven times.</p>", { postedAt });
    world.forum.editComment(comment._id, "<p>The bell rang twelve times.</p>");
    const [thread] = world.channel.threads();
    await world.discord.until(
      () => thread?.messages.some(({ content }) => content.includes("twelve")) ?? false,
    );
    const earlier = await quote(comment, "rang eleven times");
    expect(quotedLines(earlier)).toBe("rang eleven times");
    expect(earlier).toContain("The comment was edited since: these are the words of revision 1.0.0.");
    const current = await quote(comment, "The bell rang");
    expect(current).not.toContain("edited since");
    expect(current).toContain("revision 1.1.0");
  });

  it("are forgotten with the comment when it is deleted", async () => {
    // An edit right after posting counts as part of it.
    const postedAt = new Date(Date.now() - 60_000).toISOString();
    const comment = await mirrored("<p>The bell rang eleven times.</p>", { postedAt });
    world.forum.editComment(comment._id, "<p>The bell rang twelve times.</p>");
    const { archive, store } = world.bot.app;
    const reference = `lesswrong:comment:${comment._id}` as const;
    const texts = async () => (await archive.comments.earlierTexts(reference)).length;
    await expect.poll(texts).toBe(1);
    world.forum.deleteComment(comment._id);
    await store.sweeps.forget({ site: "lesswrong" });
    await expect.poll(texts).toBe(0);
  });

  it("are kept of the last ten edits", async () => {
    const comment = await mirrored("<p>Draft 0.</p>");
    const { archive } = world.bot.app;
    const reference = `lesswrong:comment:${comment._id}` as const;
    for (let draft = 1; draft <= 12; draft += 1) {
      const kept = await archive.comments.get(reference);
      if (kept !== undefined)
        await archive.comments.put([{ ...kept, body: bodyOf(`<p>Draft ${draft}.</p>`) }]);
    }
    const texts = await archive.comments.earlierTexts(reference);
    expect(texts.map(({ body }) => body.text)).toEqual(
      Array.from({ length: 10 }, (_, index) => `<p>Draft ${11 - index}.</p>`),
    );
  });
});
