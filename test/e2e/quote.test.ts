import { describe, expect, it } from "vitest";
import { clockScene, referenceOf } from "./clock-scene.ts";
import { linksOf, quotedLines, said } from "./reading.ts";

const scene = clockScene();
const { add, clockUrl, mirrored, urlOf } = scene;

describe("/quote with a passage", () => {
  it("posts exactly those words with their formatting, author, date and link", async () => {
    const comment = await mirrored("<p>The <b>tide</b> table “was right” — the clock wasn't.</p>", {
      baseScore: 12,
    });
    const answer = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: 'tide table "was right" - the clock',
    });
    expect(answer.message.isEphemeral).toBe(false);
    expect(quotedLines(said(answer))).toBe("**tide** table “was right” — the clock");
    const [thread] = scene.world.channel.threads();
    const message = thread?.messages.find(({ content }) => content.includes("wasn't"));
    expect(said(answer)).toMatch(/\n— \[Tobias Rehn\]\(<[^>]+>\), on \[How the harbour clock/);
    expect(said(answer)).toMatch(/\n-# <t:\d+:f> · 12 points\n/);
    expect(linksOf(answer.message)).toEqual([
      expect.stringMatching(/^On LessWrong: https:\/\/www\.lesswrong\.com\//),
      `In this server: ${message?.url}`,
    ]);
    expect(said(answer)).not.toContain("edited");
  });

  it("names the revision of a comment that was edited", async () => {
    const comment = add("<p>First words.</p>");
    scene.world.forum.changeComment(comment._id, (one) => {
      one.postedAt = new Date(Date.now() - 86_400_000).toISOString();
    });
    scene.world.forum.editComment(comment._id, "<p>Better words.</p>");
    await scene.world.mirrored(clockUrl());
    const answer = await scene.reader.command("quote", { comment: urlOf(comment), passage: "Better words" });
    expect(said(answer)).toMatch(/edited <t:\d+:R>[^\n]*\n-# These are the words of revision 1\.1\.0\./);
  });

  it("offers the closest words for a near miss, and posts them once", async () => {
    const comment = await mirrored("<p>Nobody had wound the spare clock since the spring of that year.</p>");
    const answer = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: "had wound the old clock since the spring",
    });
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain("not the exact words");
    expect(quotedLines(said(answer))).toBe("had wound the spare clock since the spring");
    const [first, second] = await Promise.all([
      scene.reader.press(answer, "Quote these"),
      scene.reader.press(answer, "Quote these"),
    ]);
    await scene.world.discord.until(() => first.followUps.length + second.followUps.length === 1);
    const posts = [...first.followUps, ...second.followUps].filter(({ isEphemeral }) => !isEphemeral);
    expect(posts.map(({ text }) => quotedLines(text))).toEqual([
      "had wound the spare clock since the spring",
    ]);
    expect(said(first) + said(second)).toContain("quoted already");
  });

  it("says where to look if nothing comes close", async () => {
    const comment = await mirrored("<p>Nobody had wound the spare clock.</p>");
    const answer = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: "entirely other things were said",
    });
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain("nor anything close");
    expect(said(answer)).toContain(comment._id);
  });

  it("posts up to three messages and refuses more", async () => {
    const sentence = (index: number) =>
      `Sentence number ${index} of a comment that goes on for quite a while.`;
    const paragraphs = Array.from({ length: 200 }, (_, index) => sentence(index));
    const comment = await mirrored(paragraphs.map((text) => `<p>${text}</p>`).join(""));
    const fits = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: paragraphs.slice(10, 75).join(" "),
    });
    await scene.world.discord.until(() => fits.followUps.length === 2);
    expect(quotedLines(said(fits)).split("\n").filter(Boolean)).toEqual(paragraphs.slice(10, 75));
    expect(fits.message.text).toContain("-# 1 of 3 · Tobias Rehn");
    expect(fits.followUps[1]?.text).toMatch(/\n— \[Tobias Rehn\][^\n]*\n-# 3 of 3 · /);
    const refused = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: paragraphs.slice(10, 103).join(" "),
    });
    expect(refused.message.isEphemeral).toBe(true);
    expect(said(refused)).toContain("Choose a shorter passage");
  });

  it("fetches a comment that is not archived", async () => {
    const comment = add("<p>Not mirrored, not read.</p>");
    const answer = await scene.reader.command("quote", { comment: urlOf(comment), passage: "not read" });
    await scene.world.discord.until(() => answer.followUps.length === 1);
    expect(answer.message.isEphemeral).toBe(true);
    expect(quotedLines(said(answer))).toBe("not read");
    expect(answer.followUps[0]?.isEphemeral).toBe(false);
  });

  it("says so if an unarchived comment cannot be fetched, and quotes archived ones", async () => {
    const archived = await mirrored("<p>Kept for later.</p>");
    const comment = add("<p>Not mirrored, not read.</p>", { postId: scene.world.post("thermometer")._id });
    scene.world.forum.inject({ kind: "status", status: 503, times: 1000 });
    const options = { comment: referenceOf(comment), passage: "not read" };
    const refused = await (await scene.reader.command("quote", options)).settled();
    expect(refused.message.isEphemeral).toBe(true);
    expect(said(refused)).toContain("is not answering at the moment");
    const answer = await scene.reader.command("quote", {
      comment: referenceOf(archived),
      passage: "Kept for later",
    });
    expect(quotedLines(said(answer))).toBe("Kept for later");
  });

  it("gives no jump link if the comment is not mirrored", async () => {
    const comment = await mirrored("<p>Elsewhere too.</p>");
    const other = scene.world.discord.addGuild({ name: "Elsewhere" });
    await scene.world.discord.until(() => scene.world.bot.gateway.guild(other.id) !== undefined);
    const options = { comment: referenceOf(comment), passage: "Elsewhere too" };
    const answer = await other.owner.command("quote", options);
    expect(quotedLines(said(answer))).toBe("Elsewhere too");
    expect(said(answer)).not.toContain("discord.com/channels");
    const alone = scene.world.discord.addUser({ name: "Alone" });
    const direct = await alone.command("quote", options, { where: "private-channel" });
    expect(quotedLines(said(direct))).toBe("Elsewhere too");
    expect(said(direct)).not.toContain("discord.com/channels");
  });

  it("never pings, whatever the words are", async () => {
    const comment = await mirrored("<p>Dear @everyone and &lt;@123456789012345678&gt;, look.</p>");
    const answer = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: "Dear @everyone and <@123456789012345678>, look.",
    });
    expect(answer.message.isEphemeral).toBe(false);
    expect(said(answer)).toContain("everyone");
  });
});

describe("the choices of /quote", () => {
  it("are comments matched by words, author or post, with their reference as the value", async () => {
    const comment = await mirrored("<p>Barnacles had settled on the pendulum.</p>");
    await scene.world.bot.app.archive.settled();
    for (const typed of ["barnacles", "Tobias barnac", referenceOf(comment), urlOf(comment)]) {
      const [choice] = await scene.reader.autocomplete("quote", { comment: typed }, "comment");
      expect(choice).toEqual({
        name: "Tobias Rehn · How the harbour clock lost eleven… — Barnacles had settled on the pendulum.",
        value: referenceOf(comment),
      });
    }
  });

  it("are at most 25, of at most 100 characters each, whatever is typed", async () => {
    await mirrored(`<p>${"Donaudampfschifffahrtsgesellschaft".repeat(30)} @everyone</p>`);
    await scene.world.bot.app.archive.settled();
    for (const typed of ["", "a", "the", '"', "* AND", "x".repeat(6000), "lesswrong:comment:"]) {
      const choices = await scene.reader.autocomplete("quote", { comment: typed }, "comment");
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(choices.every(({ name }) => name.length > 0 && name.length <= 100)).toBe(true);
    }
  });
});

describe("the menu Quote comment", () => {
  it("opens the modal from any part of a mirrored comment", async () => {
    const comment = await mirrored(`${"<p>Much is said before the end.</p>".repeat(80)}<p>The end.</p>`);
    const [thread] = scene.world.channel.threads();
    const parts = thread?.messages.filter(({ content }) => content.includes("Much is said")) ?? [];
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      const { modal } = await scene.reader.menu("Quote comment", part);
      const answer = await scene.reader.submit(modal, { words: "The end." });
      expect(quotedLines(said(answer))).toBe("The end.");
      expect(said(answer)).toContain(comment._id);
    }
  });

  it("refuses a message that does not show a comment", async () => {
    await mirrored("<p>Hm.</p>");
    const [thread] = scene.world.channel.threads();
    const message = thread?.say(scene.reader.id, "Just talking.");
    if (message === undefined) throw new Error("no thread");
    const answer = await scene.reader.menu("Quote comment", message);
    expect(answer.message.isEphemeral).toBe(true);
    expect(said(answer)).toContain("no mirrored comment");
  });
});
