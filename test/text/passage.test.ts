import { describe, expect, it } from "vitest";
import { paragraphs } from "../../src/text/paragraphs.ts";
import { findPassage } from "../../src/text/passage.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { renderParts } from "../../src/text/render-parts.ts";

const html = `<p>The <b>quick “brown” fox</b> — it's said — jumps… <a href="https://example.com/">over the</a> lazy dog.</p>
<ol><li>First item</li><li>Second <i>item</i><sup><a href="#fn1">[1]</a></sup></li></ol>
<div class="spoilers"><p>The butler did it.</p></div>
<ol class="footnotes"><li>A note</li></ol>`;
const document = readHtml(html);

function show(words: string): { readonly isExact: boolean; readonly text: string } | undefined {
  const passage = findPassage(document, words);
  if (passage === undefined) return undefined;
  return {
    isExact: passage.isExact,
    text: renderParts(passage.document)
      .map((part) => part.content)
      .join("\n"),
  };
}

describe("findPassage", () => {
  it("cuts exact words with their formatting", () => {
    expect(show("brown” fox — it's")).toEqual({ isExact: true, text: "**brown” fox** — it's" });
    expect(show("over the lazy")).toEqual({ isExact: true, text: "[over the](<https://example.com/>) lazy" });
  });

  it("folds white space, quotes, dashes and dots", () => {
    expect(show('quick "brown"   fox - it’s said - jumps...')?.isExact).toBe(true);
  });

  it("goes over the ends of blocks, and keeps numbers and notes", () => {
    expect(show("item second item")).toBeDefined();
    expect(show("First item Second item")).toEqual({
      isExact: true,
      text: "1. First item\n2. Second *item*¹\n\n-# ¹ A note",
    });
  });

  it("offers the closest words when there are no such ones", () => {
    expect(show("the quick red fox said")).toEqual({
      isExact: false,
      text: "The **quick “brown” fox** — it's said",
    });
  });

  it.each([
    [
      "a word that differs at either end",
      "a quick brown fox — it's told",
      "The **quick “brown” fox** — it's said",
    ],
    ["a word too few", "The quick fox — it's said", "The **quick “brown” fox** — it's said"],
    [
      "two words written as one",
      "it'ssaid — jumps… over",
      "it's said — jumps… [over](<https://example.com/>)",
    ],
    ["one word written as two", "over the la zy dog", "[over the](<https://example.com/>) lazy dog."],
    ["half a word at the start", "azy dog", "lazy dog."],
    ["half a word at the end", "jumps… over th", "jumps… [over the](<https://example.com/>)"],
    ["half a word that an apostrophe joins", "fox — it", "**fox** — it's"],
    ["another case", "the Lazy dog", "[the](<https://example.com/>) lazy dog."],
  ])("is not fooled by %s", (_, words, text) => {
    expect(show(words)).toEqual({ isExact: false, text });
  });

  it("takes raised figures and formulas as they are shown", () => {
    const formulas = readHtml("<p>Then x<sup>2</sup> and $\\alpha \\leq 1$ hold.</p>", { markdown: "" });
    expect(findPassage(formulas, "Then x² and")?.isExact).toBe(true);
    expect(findPassage(formulas, "Then x2 and")?.isExact).toBe(true);
  });

  it("finds nothing where nothing is close", () => {
    expect(show("completely other content entirely")).toBeUndefined();
    expect(show("   ")).toBeUndefined();
  });

  it("keeps hidden what it was hidden in", () => {
    expect(show("butler did")).toEqual({ isExact: true, text: "||butler did||" });
  });
});

describe("paragraphs", () => {
  it("offers the blocks to choose from, without what is hidden in them", () => {
    expect(paragraphs(document, 20).map(({ label }) => label)).toEqual([
      "The quick “brown”…",
      "First item Second…",
      "[spoiler]",
    ]);
  });
});
