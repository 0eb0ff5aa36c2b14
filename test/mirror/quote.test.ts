import { describe, expect, it } from "vitest";
import { blockQuote, chooseParagraphs, findWords, textVersion } from "../../src/mirror/quote.ts";
import type { Block, Document, Inline } from "../../src/text/document.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { renderParts } from "../../src/text/render-parts.ts";
import { visibleText } from "../../src/text/visible-text.ts";
import { hasCorpus, readCorpus } from "../text/corpus.ts";
import { readMessage } from "../text/discord-reader.ts";

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

  it("finds words of a footnote", () => {
    expect(found(document, "Seven eight")).toEqual({ kind: "exact", text: "Seven eight" });
  });

  it("gives closest words that are found again exactly", () => {
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

  it("keeps the order of the comment, its notes, and a sign for what was left out", () => {
    expect(seen(chooseParagraphs(document, [2, 0, 2]))).toBe("One¹\n\n[…]\n\nThree\n\n-# ¹ Note");
    expect(seen(chooseParagraphs(document, [0, 1]))).toBe("One¹\n\nTwo\n\n-# ¹ Note");
  });

  it("leaves out what is not there", () => {
    expect(chooseParagraphs(document, [17, -1, Number.NaN]).blocks).toEqual([]);
  });
});

describe("textVersion", () => {
  it("changes with the words and with nothing else, and fits into a custom id", () => {
    const version = textVersion({ html: "<p>a</p>", visibility: "visible" });
    expect(version).toMatch(/^[\w-]{8}$/);
    expect(textVersion({ html: "<p>b</p>", visibility: "visible" })).not.toBe(version);
    expect(textVersion({ html: "<p>a</p>", visibility: "deleted" })).not.toBe(version);
  });
});

/** Words of real comments; what cannot be divided (formulas, pictures) is left aside, as half of it is no passage. */
describe.skipIf(!hasCorpus)("passages of the corpus", () => {
  const count = 500;
  const random = randomly(20261124);
  const comments = hasCorpus ? readCorpus().filter(({ html }) => html.length > 200) : [];
  const passages = comments.length === 0 ? [] : Array.from({ length: count }, () => pickPassage());

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

  it("are refused with a word changed, left out, added or misspelt, and the true ones are offered", () => {
    const alterations: readonly ((words: string[], at: number) => void)[] = [
      (words, at) => words.splice(at, 1, "zebra"),
      (words, at) => words.splice(Math.min(Math.max(1, at), words.length - 2), 1),
      (words, at) => words.splice(at, 0, "never"),
      (words, at) => words.splice(at, 1, `${words[at] ?? ""}x`),
      (words, at) => words.splice(at, 2, (words[at] ?? "") + (words[at + 1] ?? "")),
    ];
    const missed: unknown[] = [];
    for (const [index, { document, words }] of passages.entries()) {
      const altered = [...words];
      alterations[index % alterations.length]?.(altered, Math.floor(random() * (words.length - 1)));
      const result = findWords(document, altered.join(" "));
      const text = result === undefined ? "" : visibleText({ blocks: result.document.blocks, notes: [] });
      // Two words written as one are the same where a sign stands between them.
      if (result?.kind === "exact") expect(wordsOf(text).join("")).toBe(altered.join(""));
      else if (!bare(text).includes(bare(words.join("")))) missed.push({ altered: altered.join(" "), text });
    }
    expect(missed).toEqual([]);
  });

  function pickPassage(): { readonly document: Document; readonly words: readonly string[] } {
    for (;;) {
      const comment = comments[Math.floor(random() * comments.length)];
      if (comment === undefined) continue;
      const document = readHtml(comment.html, { markdown: comment.markdown });
      const words = wordsOf(visibleText({ blocks: document.blocks, notes: [] }));
      if (words.length < 8 || !document.blocks.every(isDivisible)) continue;
      const length = 6 + Math.floor(random() * Math.min(60, words.length - 7));
      const start = Math.floor(random() * (words.length - length));
      return { document, words: words.slice(start, start + length) };
    }
  }
});

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function isDivisible(block: Block): boolean {
  return !/"kind":"(?:formula|display-formula|image|figure|embed|table)"|script"/.test(JSON.stringify(block));
}

/** Whether nothing is shown but the words: no numbers of items, marks or folded titles. */
function isPlain({ blocks }: Document): boolean {
  const isText = (item: Inline): boolean =>
    item.kind === "text" || item.kind === "break" || (item.kind === "styled" && item.content.every(isText));
  return blocks.every((block) => block.kind === "paragraph" && block.content.every(isText));
}

/** The same numbers in every run. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
