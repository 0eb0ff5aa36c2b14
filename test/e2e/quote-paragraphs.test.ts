import { describe, expect, it } from "vitest";
import { clockScene, referenceOf } from "./clock-scene.ts";
import { quotedLines, said } from "./reading.ts";

const scene = clockScene();
const { add, clockUrl, mirrored, urlOf } = scene;

describe("/quote without a passage", () => {
  const html = "<p>One paragraph.</p><p>Two <i>paragraph</i>.</p><p>Three paragraph.</p><p>Four.</p>";

  it("offers the paragraphs and posts the chosen ones, with a mark for gaps", async () => {
    const comment = await mirrored(html);
    const { modal } = await scene.reader.command("quote", { comment: referenceOf(comment) });
    expect(JSON.stringify(modal.data)).toContain("Tobias Rehn · How the harbour clock");
    const answer = await scene.reader.submit(modal, { "paragraphs-1": ["1", "3"] });
    expect(quotedLines(said(answer))).toBe("Two *paragraph*.\n\n[…]\n\nFour.");
    expect(answer.message.isEphemeral).toBe(false);
  });

  it("posts the whole comment if nothing was chosen, and words if some were typed", async () => {
    const comment = await mirrored(html);
    const open = async () => (await scene.reader.command("quote", { comment: referenceOf(comment) })).modal;
    expect(quotedLines(said(await scene.reader.submit(await open())))).toContain(
      "One paragraph.\n\nTwo *paragraph*.",
    );
    const answer = await scene.reader.submit(await open(), {
      words: "paragraph. Three",
      "paragraphs-1": ["0"],
    });
    expect(quotedLines(said(answer))).toBe("*paragraph*.\n\nThree");
    const near = await scene.reader.submit(await open(), { words: "Two paragraf. Three paragraph." });
    expect(near.message.isEphemeral).toBe(true);
    await scene.world.discord.until(() => near.message.text.includes("closest"));
  });

  it("quotes at once if there is nothing to choose, and a comment from a list only once", async () => {
    const comment = await mirrored("<p>One <b>paragraph</b> alone.</p>");
    const [thread] = scene.world.channel.threads();
    const message = thread?.messages.find(({ content }) => content.includes(comment._id));
    if (message === undefined) throw new Error("the comment is not mirrored");
    for (const answer of [
      await scene.reader.command("quote", { comment: referenceOf(comment) }),
      await scene.reader.command("quote", { comment: referenceOf(comment), passage: "  \u200b " }),
      await scene.reader.menu("Quote comment", message),
    ]) {
      expect(quotedLines(said(answer))).toBe("One **paragraph** alone.");
      expect(answer.message.isEphemeral).toBe(false);
    }
    const card = await (await scene.reader.command("lookup", { text: comment._id })).settled();
    const first = await scene.reader.press(card, "Quote");
    const { quotes } = scene.world.bot.app.store;
    const posted = async () => (await quotes.ofWritings([`lesswrong:comment:${comment._id}`])).length;
    await expect.poll(posted).toBe(3);
    const second = await scene.reader.press(card, "Quote");
    expect(quotedLines(said(first))).toBe("One **paragraph** alone.");
    expect(said(second)).toContain("quoted already: https://discord.com/channels/");
    expect(card.message.components.length).toBeGreaterThan(0);
  });

  it("quotes at once even if the comment had to be fetched", async () => {
    const comment = add("<p>Fetched.</p>");
    const answer = await (await scene.reader.command("quote", { comment: urlOf(comment) })).settled();
    await scene.world.discord.until(() => answer.followUps.length === 1);
    expect(quotedLines(said(answer))).toBe("Fetched.");
    expect(answer.followUps[0]?.isEphemeral).toBe(false);
  });

  it("asks for the words of a single paragraph that is too long for a quote", async () => {
    const comment = await mirrored(`<p>${"Words without an end in one paragraph. ".repeat(300)}</p>`);
    const { modal } = await scene.reader.command("quote", { comment: referenceOf(comment) });
    expect(JSON.stringify(modal.data)).not.toContain("paragraphs-1");
    const answer = await scene.reader.submit(modal, { words: "Words without an end" });
    expect(quotedLines(said(answer))).toBe("Words without an end");
  });

  it("asks again if the comment was edited while the modal was open", async () => {
    const comment = await mirrored(html);
    const { modal } = await scene.reader.command("quote", { comment: referenceOf(comment) });
    scene.world.forum.editComment(comment._id, `<p>A new one.</p>${html}`);
    await scene.world.discord.until(() =>
      scene.world.channel.threads()[0]?.messages.some(({ content }) => content.includes("A new one.")),
    );
    const answer = await scene.reader.submit(modal, { "paragraphs-1": ["0"] });
    expect(said(answer)).toContain("was edited in the meantime");
  });

  it("offers a button that opens the modal if the comment had to be fetched, even after a restart", async () => {
    const comment = add(html);
    const answer = await (await scene.reader.command("quote", { comment: urlOf(comment) })).settled();
    expect(answer.message.isEphemeral).toBe(true);
    await scene.world.stopBot();
    await scene.world.startBot();
    await scene.world.discord.until(() => scene.world.bot.gateway.state.away === 0);
    const { modal } = await scene.reader.press(answer, "Choose what to quote");
    expect(quotedLines(said(await scene.reader.submit(modal, { "paragraphs-1": ["3"] })))).toBe("Four.");
  });

  it("offers seventy-five paragraphs of a longer comment", async () => {
    const comment = await mirrored(Array.from({ length: 90 }, (_, index) => `<p>No. ${index}</p>`).join(""));
    const { modal } = await scene.reader.command("quote", { comment: referenceOf(comment) });
    const answer = await scene.reader.submit(modal, { "paragraphs-1": ["24"], "paragraphs-3": ["74"] });
    expect(quotedLines(said(answer))).toBe("No. 24\n\n[…]\n\nNo. 74");
  });

  it("refuses messages that are not comments, and comments without words", async () => {
    const post = await (await scene.reader.command("quote", { comment: clockUrl() })).settled();
    expect(said(post)).toContain("That is not a comment.");
    const nothing = await (await scene.reader.command("quote", { comment: "rubbish" })).settled();
    expect(said(nothing)).toContain("know that comment. Choose one from the list");
    const comment = await mirrored("");
    expect(said(await scene.reader.command("quote", { comment: referenceOf(comment) }))).toContain(
      "no words",
    );
  });
});
