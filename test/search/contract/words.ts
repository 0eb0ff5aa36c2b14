import { describe, expect, it } from "vitest";
import { startMs, text } from "./comments.ts";
import { findAll, type IndexOf } from "./indexed.ts";

/** The contract of every index: words that are searched for. */
export function searchWords(indexOf: IndexOf): void {
  describe("words", () => {
    it("must all occur, in any order, with any case and accents", async () => {
      const index = await indexOf([
        text("a", "The Naïve reward model"),
        text("b", "a model"),
        text("c", "reward"),
      ]);
      expect(await findAll(index, { text: "MODEL naive ", sort: "newest" })).toEqual(["a"]);
    });

    it("in quotes must be side by side", async () => {
      const index = await indexOf([text("a", "of is to"), text("b", "to is of")]);
      expect(await findAll(index, { text: '"is to"', sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: "“is of”", sort: "newest" })).toEqual(["b"]);
    });

    it("in quotes are found at the end of a text of any length, and not where they are apart", async () => {
      const index = await indexOf([
        text("a", `${"of the end ".repeat(10_000)} the very end`),
        text("b", `${"the very of end ".repeat(10_000)}`),
      ]);
      expect(await findAll(index, { text: '"the very end"', sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: '"the very en*"', sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: 'end -"the very end"', sort: "newest" })).toEqual(["b"]);
      expect(await findAll(index, { text: "end -very", sort: "newest" })).toEqual([]);
    });

    it("of any length are found", async () => {
      const long = (end: string) => `${"x".repeat(4_000)}${end}`;
      const index = await indexOf([text("a", long("a")), text("b", long("b"))]);
      expect(await findAll(index, { text: long("b"), sort: "newest" })).toEqual(["b"]);
      expect(await findAll(index, { text: `${"x".repeat(20)}*`, sort: "newest" })).toHaveLength(2);
    });

    it("may be shortened with a star, and the last one while it is being typed", async () => {
      const index = await indexOf([text("a", "alignment problem"), text("b", "aligning problems")]);
      expect(await findAll(index, { text: "ali*", sort: "newest" })).toHaveLength(2);
      expect(await findAll(index, { text: "align* problem", sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: '"aligning prob*"', sort: "newest" })).toEqual(["b"]);
      expect(await findAll(index, { text: "align", sort: "newest" })).toEqual([]);
      expect(await index.suggest("ali", 25)).toHaveLength(2);
      expect(await index.suggest("align ", 25)).toEqual([]);
    });

    it.each([
      ["lowered figures", "Emissions of CO₂ rose", "CO2"],
      ["raised letters", "the 21ˢᵗ century", "21st century"],
      ["a ligature", "an eﬀective team", "effective team"],
      ["a soft hyphen", "super\u00adintelligence", "superintelligence"],
      ["strokes", "Łukasz met Øre and Đorđe", "lukasz ore dorde"],
      ["a sharp s", "in the Straße", "STRASSE"],
      ["a Turkish i", "İstanbul ışık", "istanbul isik"],
      ["an emoji", "we shipped it 🎉", "🎉"],
      ["Katakana in a sentence", "価値観のアライメント問題について", "アライメント"],
      ["a word that dictionaries cut otherwise", "価値観のアライメント問題について", "値観の"],
      ["one Chinese letter", "东京都的人工智能", "智"],
      ["Kanji beside Latin letters", "価値観とAIの話", "価値観 AI"],
      ["a run of both", "これはAI安全性の話", "AI安全"],
      ["Thai", "ปัญญาประดิษฐ์มีความเสี่ยงสูง", "ความเสี่ยง"],
      ["Burmese", "ဉာဏ်ရည်တုသည်အန္တရာယ်ရှိသည်", "အန္တရာယ်"],
      ["a Korean word with its ending", "인공지능 정렬은 어렵다", "정렬"],
      ["Arabic with vowel signs", "قال مُحَمَّد", "محمد"],
    ])("are found as people type them: %s", async (_, html, typed) => {
      const index = await indexOf([text("a", html), text("b", "other 観 words")]);
      expect(await findAll(index, { text: typed, sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: html, sort: "newest" })).toEqual(["a"]);
      expect(await index.suggest(typed, 25)).toEqual(["lesswrong:comment:a"]);
    });

    it("of a run without spaces must be adjacent", async () => {
      const index = await indexOf([text("a", "安全な人工知能"), text("b", "人工の安全と知能")]);
      expect(await findAll(index, { text: "人工知能", sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: "人工 知能", sort: "newest" })).toHaveLength(2);
    });

    it("are excluded by a hyphen in front, as are phrases and beginnings", async () => {
      const index = await indexOf([
        text("a", "cats and dogs"),
        text("b", "cats of a dog"),
        text("c", "well-fed cats"),
        text("d", "dogs"),
      ]);
      const found = async (typed: string, filters = {}) =>
        (await findAll(index, { text: typed, sort: "newest", ...filters })).sort();
      expect(await found("cats -dogs")).toEqual(["b", "c"]);
      expect(await found("-dogs cats")).toEqual(["b", "c"]);
      expect(await found("cats —dogs –fed")).toEqual(["b"]);
      expect(await found('cats -"a dog"')).toEqual(["a", "c"]);
      expect(await found("cats -“a dog”")).toEqual(["a", "c"]);
      expect(await found("cats -dog*")).toEqual(["c"]);
      expect(await found("well-fed - cats")).toEqual(["c"]);
      expect(await found("-dogs")).toEqual([]);
      expect(await found("-dogs", { author: "lesswrong:user:ada" })).toEqual(["b", "c"]);
      for (const sort of ["relevance", "top", "oldest"] as const)
        expect((await findAll(index, { text: "cats -dogs", sort })).sort()).toEqual(["b", "c"]);
    });

    it("are counted up to the given number", async () => {
      const index = await indexOf(["a", "b", "c"].map((id) => text(id, "same")));
      expect(await index.count({ text: "same", sort: "top", limit: 1 }, 3)).toEqual({
        count: 3,
        isMore: false,
      });
      expect(await index.count({ text: "same", sort: "top", limit: 1 }, 2)).toEqual({
        count: 2,
        isMore: true,
      });
      expect(await index.count({ text: "none", sort: "top", limit: 1 }, 2)).toEqual({
        count: 0,
        isMore: false,
      });
    });

    it("of comments without a date are found, but not by a query with an end date", async () => {
      const index = await indexOf([
        text("dated", "same", { postedAtMs: startMs }),
        text("undated", "same", { postedAtMs: undefined }),
      ]);
      const found = (filters = {}) => findAll(index, { text: "same", sort: "newest", ...filters });
      expect(await found()).toEqual(["dated", "undated"]);
      expect(await found({ untilMs: startMs + 1 })).toEqual(["dated"]);
      expect(await found({ sinceMs: startMs })).toEqual(["dated"]);
    });

    it("with an apostrophe or a hyphen are found however they are spelt", async () => {
      const index = await indexOf([text("a", "I don’t know a word-vector")]);
      expect(await findAll(index, { text: "don't word vector", sort: "newest" })).toEqual(["a"]);
    });

    it("cannot name a filter", async () => {
      const index = await indexOf([text("a", "plain \ue000a1 words"), text("b", "other")]);
      expect(await findAll(index, { text: "\ue000a1 ", sort: "newest" })).toEqual(["a"]);
      expect(await findAll(index, { text: "facets : other", sort: "newest" })).toEqual([]);
    });

    it("that are not words in any language find nothing", async () => {
      const index = await indexOf([text("a", "words")]);
      for (const nothing of ["→", '"', "***", "()", "\0", "-", "^"])
        expect(await findAll(index, { text: nothing, sort: "newest" })).toEqual([]);
      expect(await findAll(index, { text: "  ", sort: "newest" })).toEqual(["a"]);
    });
  });
}
