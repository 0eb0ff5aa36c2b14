import type { CommentRecord } from "loopback-forum/records.ts";
import { describe, expect, it } from "vitest";
import { clockScene } from "./clock-scene.ts";
import { lookupIn, wordsOf } from "./lookup-answers.ts";
import { said } from "./reading.ts";

const scene = clockScene();
const { add, archive, clockUrl, urlOf } = scene;
const lookup = lookupIn(scene);

describe("a comment named by /lookup", () => {
  const long = (paragraphs: number) =>
    Array.from(
      { length: paragraphs },
      (_, index) => `<p>Paragraph ${index}. ${"Tide and time. ".repeat(30)}</p>`,
    ).join("");

  it.each([
    ["its address", urlOf],
    ["its id", (comment: CommentRecord) => comment._id],
    ["its reference", (comment: CommentRecord) => `lesswrong:comment:${comment._id}`],
  ])("is shown whole by %s", async (_, textOf) => {
    const comment = add("<p>All of <b>this</b>.</p>");
    await archive();
    const answer = await lookup({ text: textOf(comment) });
    expect(answer.message.isEphemeral).toBe(true);
    expect(wordsOf(answer)).toEqual(["All of **this**."]);
    expect(answer.message.embeds[0]?.description).toMatch(/as of <t:\d+:R>$/);
  });

  it("is read from the site if the archive lacks it", async () => {
    const comment = add("<p>Never mirrored.</p>");
    expect(wordsOf(await lookup({ text: urlOf(comment) }))).toEqual(["Never mirrored."]);
  });

  it("is reported as unavailable, with the reason, if the archive lacks it and the site is down", async () => {
    const comment = add("<p>Never mirrored.</p>");
    scene.world.forum.inject({ kind: "status", status: 503, times: 1000 });
    expect(said(await lookup({ text: urlOf(comment) }))).toContain(
      "LessWrong is not answering at the moment",
    );
  });

  it("is reported as missing if the site does not have it", async () => {
    expect(said(await lookup({ text: `${clockUrl()}?commentId=aaaaaaaaaaaaaaaaa` }))).toContain(
      "has nothing at that address",
    );
  });

  it("is not a post", async () => {
    expect(said(await lookup({ text: clockUrl() }))).toContain("is not a comment");
  });

  it("is shown part by part if it is long, with the right buttons", async () => {
    const comment = add(long(12));
    await archive();
    const answer = await lookup({ text: urlOf(comment) });
    const parts = Number(/Part 1 of (\d+)/.exec(answer.message.content)?.[1]);
    expect(parts).toBeGreaterThanOrEqual(3);
    const shown = [wordsOf(answer)[0]];
    for (let part = 2; part <= parts; part += 1) {
      await (await scene.reader.press(answer, "Next part")).settled();
      expect(answer.message.content).toContain(`Part ${part} of ${parts}`);
      shown.push(wordsOf(answer)[0]);
    }
    for (let index = 0; index < 12; index += 1) expect(shown.join("\n")).toContain(`Paragraph ${index}.`);
    await (await scene.reader.press(answer, "Previous part")).settled();
    expect(answer.message.content).toContain(`Part ${parts - 1} of ${parts}`);
    await expect(scene.reader.press(answer, "Next")).rejects.toThrow();
  });

  it("is found on whichever site has it, by its id alone", async () => {
    const post = scene.world.post("", "eaforum");
    const comment = add("<p>Elsewhere.</p>", { postId: post._id });
    expect(wordsOf(await lookup({ text: comment._id }))).toEqual(["Elsewhere."]);
    const before = scene.world.forum.requests.length;
    expect(wordsOf(await lookup({ text: comment._id }))).toEqual(["Elsewhere."]);
    expect(
      scene.world.forum.requests.slice(before).filter(({ operation }) => operation !== "ReadRecent"),
    ).toEqual([]);
  });

  it("may turn out to be a word of seventeen letters", async () => {
    add("<p>So many misunderstandings.</p>");
    await archive();
    expect(wordsOf(await lookup({ text: "misunderstandings" }))).toEqual(["So many **misunderstandings**."]);
    expect(wordsOf(await lookup({ text: "MISUNDERSTANDINGS" }))).toEqual(["So many **misunderstandings**."]);
  });

  it("may turn out to be another site's address in a comment's words", async () => {
    add("<p>See https://example.org/zebrafish for more.</p>");
    await archive();
    expect(wordsOf(await lookup({ text: "https://example.org/zebrafish" }))).toHaveLength(1);
  });
});
