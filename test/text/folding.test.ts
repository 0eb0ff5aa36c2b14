import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName, readWords } from "../../src/text/folding/read-words.ts";
import { runsOf } from "../runs.ts";

const foldedWords = (text: string) => readWords(text).map(({ folded }) => folded);

describe("words of a search", () => {
  it.each([
    ["raised and lowered figures", "CO₂ 21ˢᵗ x²", ["co2", "21st", "x2"]],
    [
      "figures that call notes",
      "a sentence¹ of 5 km² and mc²",
      ["a", "sentence", "1", "of", "5", "km2", "and", "mc2"],
    ],
    ["a caret for them", "x^2 10^–6", ["x2", "10", "6"]],
    ["ligatures", "an eﬀective ﬁnding", ["an", "effective", "finding"]],
    [
      "what nobody sees",
      "super\u00adintelligence zero\u200bwidth jo\u200din\u2060ed \u202eturned",
      ["superintelligence", "zerowidth", "joined", "turned"],
    ],
    ["strokes", "Łukasz Đorđe Øre Ħal", ["lukasz", "dorde", "ore", "hal"]],
    ["double letters", "Straße WEIẞ Æon Œuvre Þór", ["strasse", "weiss", "aeon", "oeuvre", "thor"]],
    ["Turkish i", "İstanbul IŞIK ışık", ["istanbul", "isik", "isik"]],
    ["accents, together or apart", "Gödel Go\u0308del naïve", ["godel", "godel", "naive"]],
    ["final sigma and tonos", "ΛΌΓΟΣ λόγος", ["λογοσ", "λογοσ"]],
    ["vowel signs of Arabic and Hebrew", "مُحَمَّد مـحمد שָׁלוֹם", ["محمد", "محمد", "שלום"]],
    ["wide and mathematical forms", "ＡＩ 𝐀𝐈 𝒜", ["ai", "ai", "a"]],
    ["fractions and trade marks", "1½ Foo™ 20°C", ["1", "1", "2", "foo", "20", "c"]],
    ["apostrophes of all kinds", "don’t don't donʼt", ["don", "t", "don", "t", "don", "t"]],
  ])("ignore %s", (_, text, words) => {
    expect(foldedWords(text)).toEqual(words);
  });

  it("keep vowel signs that make a different word", () => {
    expect(foldedWords("किताब")).toEqual(["किताब"]);
    expect(foldedWords("мой")).toEqual(["мой"]);
    expect(foldedWords("ガ")).not.toEqual(foldedWords("カ"));
  });

  it("are pairs of letters in scripts without spaces", () => {
    expect(foldedWords("価値観 AI安全")).toEqual(["価値", "値観", "観", "ai", "安全", "全"]);
    expect(foldedWords("ｶﾞﾗｽ")).toEqual(foldedWords("ガラス"));
    expect(foldedWords("ก็ดี")[0]).toBe("ก็");
    expect(foldedWords("นํา")).toEqual(foldedWords("นำ"));
    expect(foldedWords("\u1112\u1161\u11ab국")).toEqual(foldedWords("한국"));
  });

  it("include emoji, without skin tones", () => {
    expect(foldedWords("great🎉👍🏽 ❤️🇩🇪🇫🇷 →")).toEqual(["great", "🎉", "👍", "❤", "🇩🇪", "🇫🇷"]);
  });

  it("end after their skin tones", () => {
    const text = "so 👍🏽👍 x🏽";
    expect(readWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "so",
      "👍🏽",
      "👍",
      "x🏽",
    ]);
  });

  it("have their positions in the text", () => {
    const text = "The eﬀect of (Straße)";
    expect(readWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "The",
      "eﬀect",
      "of",
      "Straße",
    ]);
  });

  it("never contain a character that separates words", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (text) => {
        const words = readWords(text);
        for (const { folded, start, end } of words) {
          expect(folded).toMatch(/^[^\s"*()\p{Cc}\ue000]+$/u);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: runsOf(2_000) },
    );
  });
});

describe("names", () => {
  it("are compared by whole words", () => {
    expect(foldName("Zoë Weiß")).toBe("zoe weiss");
    expect(foldName("山田 太郎")).toBe("山田 太郎");
    expect(foldName("O’Brien_jr")).toBe("o brien jr");
  });
});
