import type { Answer } from "loopback-discord/driver/answer.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { describe, expect, it } from "vitest";
import { bodyOf } from "../mirror/comment.ts";
import { clockScene, referenceOf } from "./clock-scene.ts";
import { quotedLines, said } from "./reading.ts";

const scene = clockScene();
const { mirrored } = scene;

describe("a quote whose comment changes", () => {
  const flagged = (answer: Answer, words: string) =>
    scene.world.discord.until(() => answer.message.text.includes(words));

  it("says that the comment was edited, which revision was quoted, and later that it was deleted", async () => {
    const comment = await mirrored("<p>As it was.</p>");
    const answer = await scene.reader.command("quote", {
      comment: referenceOf(comment),
      passage: "As it was",
    });
    scene.world.forum.setScore(comment._id, 99);
    scene.world.forum.editComment(comment._id, "<p>As it is.</p>");
    await flagged(answer, "edited after it was quoted here: these are the words of revision 1.0.0");
    expect(quotedLines(said(answer))).toBe("As it was");
    scene.world.forum.deleteComment(comment._id, { isPublic: true });
    await scene.world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await flagged(answer, "was deleted after it was quoted here");
    expect(quotedLines(said(answer))).toBe("As it was");
  });

  it("is left alone if someone deleted it, or if the bot has no access", async () => {
    const comment = await mirrored("<p>As it was.</p>");
    const options = { comment: referenceOf(comment), passage: "As it was" };
    const gone = await scene.reader.command("quote", options);
    gone.message.delete();
    const closing = scene.world.guild.addTextChannel({ name: "closing" });
    const kept = await scene.reader.command("quote", options, { channelId: closing.id });
    closing.setOverwrites([{ for: "bot", deny: ["ViewChannel"] }]);
    scene.world.forum.editComment(comment._id, "<p>As it is.</p>");
    await scene.world.discord.until(() =>
      scene.world.channel.threads()[0]?.messages.some(({ content }) => content.includes("As it is.")),
    );
    const reference = `lesswrong:comment:${comment._id}` as const;
    const known = await scene.world.bot.app.store.quotes.ofWritings([reference]);
    expect(known.map(({ messageId }) => messageId)).toEqual([kept.message.id]);
    expect(kept.message.text).not.toContain("edited after");
  });
});

describe("words that a comment no longer says", () => {
  const quote = async (comment: CommentRecord, passage: string) => {
    const answer = await scene.reader.command("quote", { comment: referenceOf(comment), passage });
    await answer.settled();
    return said(answer);
  };

  it("are quoted from its earlier revision, with a note", async () => {
    // An edit right after posting counts as part of it.
    const postedAt = new Date(Date.now() - 60_000).toISOString();
    const comment = await mirrored("<p>The bell rang eleven times.</p>", { postedAt });
    scene.world.forum.editComment(comment._id, "<p>The bell rang twelve times.</p>");
    const [thread] = scene.world.channel.threads();
    await scene.world.discord.until(
      () => thread?.messages.some(({ content }) => content.includes("twelve")) ?? false,
    );
    const earlier = await quote(comment, "rang eleven times");
    expect(quotedLines(earlier)).toBe("rang eleven times");
    expect(earlier).toContain("The comment was edited since: these are the words of revision 1.0.0.");
    const current = await quote(comment, "The bell rang");
    expect(current).not.toContain("edited since");
    expect(current).toContain("revision 1.1.0");
  });

  it("are forgotten when the comment is deleted", async () => {
    // An edit right after posting counts as part of it.
    const postedAt = new Date(Date.now() - 60_000).toISOString();
    const comment = await mirrored("<p>The bell rang eleven times.</p>", { postedAt });
    scene.world.forum.editComment(comment._id, "<p>The bell rang twelve times.</p>");
    const { archive, store } = scene.world.bot.app;
    const reference = `lesswrong:comment:${comment._id}` as const;
    const texts = async () => (await archive.comments.earlierTexts(reference)).length;
    await expect.poll(texts).toBe(1);
    scene.world.forum.deleteComment(comment._id);
    await store.sweeps.forget({ site: "lesswrong" });
    await expect.poll(texts).toBe(0);
  });

  it("are kept for the last ten edits", async () => {
    const comment = await mirrored("<p>Draft 0.</p>");
    const { archive } = scene.world.bot.app;
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
