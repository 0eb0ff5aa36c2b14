import { describe, expect, it } from "vitest";
import { blockQuote, chooseParagraphs, findWords } from "../../src/features/quote/quote.ts";
import type { Document } from "../../src/text/document.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { renderParts } from "../../src/text/render-parts.ts";
import { visibleText } from "../../src/text/visible-text.ts";
import { noRealData } from "../skip-reasons.ts";
import { hasCorpus, readCorpus } from "../text/corpus.ts";
import { readMessage } from "../text/discord-reader.ts";
import { bare, isPlain, pickPassages, wordsOf } from "./passages.ts";

const seen = (document: Document) =>
  renderParts(document)
    .map((part) => part.content)
    .join("\n");
const found = (document: Document, words: string) => {
  const result = findWords(document, words);
  return result && { kind: result.kind, text: seen(result.document) };
};

describe("findWords", () => {
  const document = readHtml(
    "<p>One <b>two</b> three<sup><a href='#fn1'>[1]</a></sup> m<sup>2</sup> four.</p><ul><li>Five</li><li>six</li></ul><ol class='footnotes'><li>Seven eight.</li></ol>",
  );

  it.each([
    ["Markdown around them", "> One **two** three"],
    ["the mark of a footnote, as a mirrored message shows it", "three¹ m² four"],
    ["the signs of a list", "- Five\n- six"],
    ["a backslash", "One \\*two\\*"],
    ["a link", "One [two](<https://example.com/>) three"],
  ])("finds words that were copied with %s", (_, words) => {
    expect(findWords(document, words)?.kind).toBe("exact");
  });

  it("finds words in a footnote", () => {
    expect(found(document, "Seven eight")).toEqual({ kind: "exact", text: "Seven eight" });
  });

  it("offers closest words that can then be found exactly", () => {
    const closest = findWords(document, "One two thre m2 four");
    expect(closest?.kind).toBe("closest");
    if (closest?.kind !== "closest") return;
    const again = findWords(document, closest.words);
    expect(again?.kind).toBe("exact");
    expect(again && seen(again.document)).toBe(seen(closest.document));
  });
});

describe("chooseParagraphs", () => {
  const document = readHtml(
    "<p>One<sup><a href='#fn1'>[1]</a></sup></p><p>Two</p><hr><p>Three</p><ol class='footnotes'><li>Note</li></ol>",
  );

  it("keeps the comment's order and notes, and marks what is left out", () => {
    expect(seen(chooseParagraphs(document, [2, 0, 2]))).toBe("One¹\n\n[…]\n\nThree\n\n-# ¹ Note");
    expect(seen(chooseParagraphs(document, [0, 1]))).toBe("One¹\n\nTwo\n\n-# ¹ Note");
  });

  it("ignores paragraphs that do not exist", () => {
    expect(chooseParagraphs(document, [17, -1, Number.NaN]).blocks).toEqual([]);
  });
});

/** Words of real comments. */
describe.skipIf(!hasCorpus)(`passages of the corpus ${noRealData}`, () => {
  const passages = hasCorpus ? pickPassages(readCorpus(), 500) : [];

  it("are quoted with exactly their words", () => {
    for (const { document, words } of passages) {
      const result = findWords(document, words.join(" "));
      expect(result?.kind).toBe("exact");
      if (result === undefined) continue;
      const text = visibleText({ blocks: result.document.blocks, notes: [] });
      expect(wordsOf(text)).toEqual(words);
      const shown = renderParts(blockQuote({ blocks: result.document.blocks, notes: [] }))
        .map((part) => readMessage(part.content).characters.join(""))
        .join("");
      if (isPlain(result.document)) expect(bare(shown)).toBe(bare(words.join("")));
    }
  });

  it("are refused with a word changed, left out, added or misspelt, and the right words are offered", () => {
    const missed: unknown[] = [];
    for (const { document, words, altered } of passages) {
      const result = findWords(document, altered.join(" "));
      const text = result === undefined ? "" : visibleText({ blocks: result.document.blocks, notes: [] });
      // Two words written as one are the same if a symbol is between them.
      if (result?.kind === "exact") expect(wordsOf(text).join("")).toBe(altered.join(""));
      else if (!bare(text).includes(bare(words.join("")))) missed.push({ altered: altered.join(" "), text });
    }
    expect(missed).toEqual([]);
  });
});
