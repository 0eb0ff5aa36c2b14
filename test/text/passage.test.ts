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

  it("continues across the ends of blocks, and keeps numbers and notes", () => {
    expect(show("item second item")).toBeDefined();
    expect(show("First item Second item")).toEqual({
      isExact: true,
      text: "1. First item\n2. Second *item*¹\n\n-# ¹ A note",
    });
  });

  it("offers the closest words if the exact words are missing", () => {
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

  it("finds superscript figures and formulas as they are shown", () => {
    const formulas = readHtml("<p>Then x<sup>2</sup> and $\\alpha \\leq 1$ hold.</p>", { markdown: "" });
    expect(findPassage(formulas, "Then x² and")?.isExact).toBe(true);
    expect(findPassage(formulas, "Then x2 and")?.isExact).toBe(true);
  });

  it.each([
    ["a word in Katakana", "価値観のアライメント問題について", "アライメント"],
    ["Chinese words", "东京都的人工智能安全问题", "人工智能安全"],
    [
      "words that readers cut elsewhere than a dictionary",
      "価値観のアライメント問題について",
      "観のアライメント問題に",
    ],
    ["Latin letters among Kana", "それはAIの安全性research", "AIの安全性"],
    ["Thai", "ปัญญาประดิษฐ์มีความเสี่ยงสูง", "มีความเสี่ยง"],
    ["Lao", "ປັນຍາປະດິດມີຄວາມສ່ຽງ", "ປະດິດມີ"],
    ["Khmer", "បញ្ញាសិប្បនិម្មិតមានហានិភ័យ", "មានហានិភ័យ"],
    ["a Korean word without its particle", "인공지능의 정렬 문제를 연구합니다", "인공지능"],
    ["Korean words", "인공지능의 정렬 문제를 연구합니다", "정렬 문제"],
    ["Burmese", "ဉာဏ်ရည်တုသည်အန္တရာယ်ရှိသည်", "အန္တရာယ်ရှိသည်"],
  ])("finds %s in text without spaces", (_, text, words) => {
    const passage = findPassage(readHtml(`<p>${text}</p>`), words);
    expect(passage?.isExact).toBe(true);
    expect(renderParts(passage?.document ?? { blocks: [], notes: [] })[0]?.content).toBe(words);
  });

  it("refuses half a word in Katakana or Thai, and offers the whole word", () => {
    const closest = (text: string, words: string) => {
      const passage = findPassage(readHtml(`<p>${text}</p>`), words);
      return { isExact: passage?.isExact, text: passage && renderParts(passage.document)[0]?.content };
    };
    expect(closest("価値観のアライメント問題について", "アライメン問題")).toEqual({
      isExact: false,
      text: "アライメント問題",
    });
    expect(closest("ปัญญาประดิษฐ์มีความเสี่ยงสูง", "มีความเสี่ย")).toEqual({
      isExact: false,
      text: "มีความเสี่ยง",
    });
  });

  it.each([
    ["accents in parts", "a cafe\u0301 table", "caf\u00e9 table"],
    ["Hangul in parts", "이것은 한국 정렬", "\u1112\u1161\u11ab국 정렬"],
    ["mathematical letters", "The 𝐀𝐈 model", "AI model"],
    ["a half-width voicing mark", "ｶﾞﾗｽ の問題", "ガラス の問題"],
    ["invisible turns of direction", "one \u202atwo\u202c three", "two three"],
  ])("ignores %s", (_, text, words) => {
    expect(findPassage(readHtml(`<p>${text}</p>`), words)?.isExact).toBe(true);
  });

  it("refuses a Korean word without its beginning", () => {
    expect(findPassage(readHtml("<p>인공지능의 정렬</p>"), "지능의")?.isExact).not.toBe(true);
  });

  it("finds nothing where nothing is close", () => {
    expect(show("completely other content entirely")).toBeUndefined();
    expect(show("   ")).toBeUndefined();
  });

  it("keeps hidden words hidden", () => {
    expect(show("butler did")).toEqual({ isExact: true, text: "||butler did||" });
  });
});

describe("paragraphs", () => {
  it("are the blocks to choose from, without hidden parts", () => {
    expect(paragraphs(document, 20).map(({ label }) => label)).toEqual([
      "The quick “brown”…",
      "First item Second…",
      "[spoiler]",
    ]);
  });
});
