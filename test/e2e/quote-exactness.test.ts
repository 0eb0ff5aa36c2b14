import type { Answer } from "loopback-discord/driver/answer.ts";
import { readCorpus } from "loopback-forum/corpus.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bare, type Passage, pickPassages } from "../features/passages.ts";
import { runsOf } from "../runs.ts";
import { corpusFolder, hasCorpus } from "../text/corpus.ts";
import { readMessage } from "../text/discord-reader.ts";
import { isVisible, quotedLines, said } from "./reading.ts";
import { World } from "./world.ts";

const count = runsOf(500);
let world: World;
let passages: readonly Passage[];

beforeAll(async () => {
  world = hasCorpus
    ? await World.open({ content: await readCorpus(corpusFolder) })
    : await World.withSample();
  const comments = [...world.forum.database("lesswrong").comments.values()]
    .filter((comment) => isVisible(comment) && comment.postId !== null)
    .map(({ _id, contents }) => ({
      id: _id,
      html: contents?.html ?? "",
      markdown: contents?.markdown ?? "",
    }));
  passages = pickPassages(comments, count);
});
afterAll(() => world.close());

async function quote({ id }: Passage, words: readonly string[]): Promise<Answer> {
  const options = { comment: `lesswrong:comment:${id}`, passage: words.join(" ") };
  return await (await world.moderator.command("quote", options)).settled();
}

/** Returns the words that everyone can now read. Those of a comment that had to be fetched follow the answer. */
async function posted(answer: Answer): Promise<string> {
  const open = () => [answer.message, ...answer.followUps].filter(({ isEphemeral }) => !isEphemeral);
  await world.discord.until(() => open().length > 0);
  return shown(
    open()
      .map(({ text }) => text)
      .join("\n"),
  );
}

/**
 * Returns the words in block quotes without additions: numbers of list items, marks of the footnotes below, the title of a fold
 * quoted without its own.
 */
function shown(text: string): string {
  const marks = new Set([...text.matchAll(/^-# ([⁰¹²³⁴⁵⁶⁷⁸⁹]+) /gm)].map(([, mark]) => mark));
  const lines = quotedLines(text).replace(/^▸ Details$/gm, "");
  const words = lines.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (found) => (marks.has(found) ? "" : found));
  return bare(readMessage(words).characters.join("").replace(/⟦\d+⟧/g, ""));
}

describe(`${count} random passages`, () => {
  it("are posted by /quote with exactly their words", async () => {
    const wrong: unknown[] = [];
    for (const passage of passages) {
      const text = await posted(await quote(passage, passage.words));
      if (text !== bare(passage.words.join(""))) wrong.push({ words: passage.words.join(" "), text });
    }
    expect(wrong).toEqual([]);
  });

  it("are refused with a word changed, left out, added or misspelt, and the right words are offered", async () => {
    const wrong: unknown[] = [];
    let refused = 0;
    for (const passage of passages) {
      const answer = await quote(passage, passage.altered);
      const isRefused = said(answer).includes("not the exact words");
      if (isRefused) refused += 1;
      const words = isRefused ? shown(said(answer)) : await posted(answer);
      const isPublic = [answer.message, ...answer.followUps].some(({ isEphemeral }) => !isEphemeral);
      // Two words written as one are the same if a symbol is between them.
      const isRight = isRefused
        ? !isPublic && words.includes(bare(passage.words.join("")))
        : words === bare(passage.altered.join(""));
      if (!isRight) wrong.push({ altered: passage.altered.join(" "), isRefused, said: said(answer) });
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(count * 0.95);
  });
});
