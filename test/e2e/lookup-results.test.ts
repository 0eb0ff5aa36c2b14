import type { Answer } from "loopback-discord/driver/answer.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { describe, expect, it } from "vitest";
import { clockScene } from "./clock-scene.ts";
import { forgetWords, lookupIn, menuValues, wordsOf } from "./lookup-answers.ts";
import { said } from "./reading.ts";

const scene = clockScene();
const { add, archive, urlOf } = scene;
const lookup = lookupIn(scene);

describe("the menu of results", () => {
  async function found(): Promise<{ readonly answer: Answer; readonly comment: CommentRecord }> {
    const comment = add("<p>Zebrafish swim in circles.</p>");
    await archive();
    return { answer: await lookup({ text: "zebrafish" }), comment };
  }

  it("shows a whole comment below the results", async () => {
    const { answer } = await found();
    const shown = await (await scene.reader.select(answer, /choose/, menuValues(answer, "show"))).settled();
    expect(shown.message.isEphemeral).toBe(true);
    expect(wordsOf(shown)).toEqual(["Zebrafish swim in circles."]);
    expect(answer.message.content).toContain("Result 1");
  });

  it("quotes a comment of one paragraph", async () => {
    const { answer } = await found();
    const posted = await scene.reader.select(answer, /choose/, menuValues(answer, "quote"));
    expect(said(posted)).toContain("> Zebrafish swim in circles.");
  });

  it("shows it in context", async () => {
    const { answer } = await found();
    const shown = await (
      await scene.reader.select(answer, /choose/, menuValues(answer, "context"))
    ).settled();
    expect(said(shown)).toContain("It stands at the top of the discussion.");
  });

  it("says that a comment was deleted meanwhile", async () => {
    const { answer, comment } = await found();
    await forgetWords(scene.world, comment);
    const shown = await scene.reader.select(answer, /choose/, menuValues(answer, "show"));
    await shown.settled();
    expect(said(shown)).toContain("LessWrong no longer shows this comment.");
  });

  it("is followed by buttons to quote, to see the context and to open the site", async () => {
    const { answer, comment } = await found();
    const shown = await (await scene.reader.select(answer, /choose/, menuValues(answer, "show"))).settled();
    expect(said(await scene.reader.press(shown, "Quote"))).toContain("> Zebrafish swim in circles.");
    const context = await (await scene.reader.press(shown, "Show in context")).settled();
    expect(said(context)).toContain("It stands at the top of the discussion.");
    const back = await (await scene.reader.press(context, "Show whole")).settled();
    expect(wordsOf(back)).toEqual(["Zebrafish swim in circles."]);
    expect(JSON.stringify(shown.message.components)).toContain(urlOf(comment));
  });

  it("says plainly that a search has been forgotten", async () => {
    for (let number = 1; number <= 7; number += 1) add(`<p>Zebrafish ${number}.</p>`);
    await archive();
    const answer = await lookup({ text: "zebrafish" });
    const row = answer.message.components.at(-1);
    if (row !== undefined && "components" in row)
      Object.assign(row.components[0] ?? {}, { custom_id: "1|lookup|page|nothingatall" });
    expect(said(await (await scene.reader.press(answer, "Next")).settled(() => true))).toContain(
      "Use `/lookup` again",
    );
  });
});
