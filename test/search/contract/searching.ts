import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/forum/comment.ts";
import type { Post } from "../../../src/forum/post.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { authorOf, commentOf } from "../../mirror/comment.ts";
import { closingEach, findAll, indexAll, type OpenIndex } from "./indexed.ts";

const dayMs = 24 * 3600 * 1000;
const startMs = Date.UTC(2024, 0, 1);

function post(id: string, title: string): Post {
  return {
    reference: `lesswrong:post:${id}`,
    title,
    author: undefined,
    coauthors: [],
    postedAtMs: startMs,
    editedAtMs: undefined,
    opening: undefined,
    scores: { lesswrong: 1 },
    commentCount: 1,
    tags: [],
    isQuickTakesPage: false,
    isClosed: false,
    visibility: "visible",
    path: `/posts/${id}`,
    plainPath: `/posts/${id}`,
  };
}

const text = (id: string, html: string, fields = {}) => commentOf(id, { html, ...fields });

function onBoth(lesswrong: number, alignmentforum: number): Partial<Comment> {
  return { shownOn: ["lesswrong", "alignmentforum"], scores: { lesswrong, alignmentforum } };
}

/** The contract of every index: what searches find. */
export function searching(open: OpenIndex): void {
  const indexOf = closingEach(open);

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

  describe("order", () => {
    it("by relevance puts a phrase before scattered words, and a good comment before a poor one", async () => {
      const index = await indexOf([
        text("scattered", "model of a reward", { postedAtMs: startMs + 3 * dayMs, scores: { lesswrong: 2 } }),
        text("phrase", "a reward model", { postedAtMs: startMs, scores: { lesswrong: 2 } }),
        text("good", "model of a reward", { postedAtMs: startMs + dayMs, scores: { lesswrong: 200 } }),
      ]);
      expect(await findAll(index, { text: "reward model ", sort: "relevance" })).toEqual([
        "good",
        "phrase",
        "scattered",
      ]);
    });

    it("by score puts comments with hidden scores last", async () => {
      const scores = [3, undefined, -30, 250, 12, 41, 3, 0];
      const index = await indexOf(
        scores.map((score, place) =>
          text(`c${place}`, "same", {
            scores: score === undefined ? {} : { lesswrong: score },
            postedAtMs: startMs + place * dayMs,
          }),
        ),
      );
      expect(await findAll(index, { sort: "top" }, 3)).toEqual([
        "c3",
        "c5",
        "c4",
        "c6",
        "c0",
        "c7",
        "c2",
        "c1",
      ]);
    });

    it("keeps the order of posting among comments of the same moment", async () => {
      const many = Array.from({ length: 200 }, (_, place) =>
        text(`m${place}`, "same", { postedAtMs: startMs }),
      );
      const index = await indexOf([text("older", "same", { postedAtMs: startMs - 1000 }), ...many]);
      const found = await findAll(index, { text: "same", sort: "newest" }, 7);
      expect(new Set(found).size).toBe(201);
      expect(found.at(-1)).toBe("older");
      expect(await findAll(index, { sort: "oldest", untilMs: startMs + 1 })).toHaveLength(201);
    });
  });

  describe("filters", () => {
    it("on the Alignment Forum use its own comments and scores", async () => {
      const site = knownSites.find(({ name }) => name === "alignmentforum");
      const index = await indexOf([
        text("both", "x", onBoth(5, 40)),
        text("weak", "x", onBoth(90, 2)),
        text("lesswrong", "x", { scores: { lesswrong: 90 } }),
      ]);
      expect(await findAll(index, { site, sort: "top" })).toEqual(["both", "weak"]);
      expect(await findAll(index, { site, minScore: 10, sort: "newest" })).toEqual(["both"]);
    });

    it("for someone or something unknown find nothing", async () => {
      const index = await indexOf([text("a", "words")]);
      expect(await findAll(index, { author: "lesswrong:user:nobody", sort: "newest" })).toEqual([]);
      expect(await findAll(index, { post: "lesswrong:post:none", sort: "newest" })).toEqual([]);
    });
  });

  describe("a comment that changes", () => {
    it("is found by its new words and author and not by its old ones", async () => {
      const index = await indexOf([text("a", "first", { author: authorOf("ada", "Ada") })]);
      await indexAll(index, [text("a", "second", { author: authorOf("bob", "Bob"), postedAtMs: startMs })]);
      expect(await findAll(index, { text: "first", sort: "newest" })).toEqual([]);
      expect(await findAll(index, { text: "second", author: "lesswrong:user:bob", sort: "newest" })).toEqual([
        "a",
      ]);
      expect(await findAll(index, { author: "lesswrong:user:ada", sort: "newest" })).toEqual([]);
      expect((await index.findAuthors("ada", 5))[0]?.commentCount).toBe(0);
    });

    it("to hidden or deleted disappears at once", async () => {
      const index = await indexOf([text("a", "secret"), text("b", "secret")]);
      await index.expect([text("a", "secret", { visibility: "hidden" })], { isDurable: true });
      await index.expect([text("b", "", { visibility: "deleted" })], { isDurable: true });
      expect(await findAll(index, { text: "secret", sort: "newest" })).toEqual([]);
      expect(await index.suggest("secret", 5)).toEqual([]);
      expect(await index.due(10, new Set())).toEqual([]);
    });

    it("in score moves to its new place among the best", async () => {
      const scored = (score: number) => text("a", "same", { scores: { lesswrong: score } });
      const index = await indexOf([scored(300), text("b", "same", { scores: { lesswrong: 200 } })], {
        searchMs: -1,
      });
      expect(await findAll(index, { text: "same", sort: "top" })).toEqual(["a", "b"]);
      await indexAll(index, [scored(100)]);
      expect(await findAll(index, { text: "same", sort: "top" })).toEqual(["b", "a"]);
      await indexAll(index, [scored(3)]);
      expect(await findAll(index, { text: "same", sort: "top" }, 1)).toEqual(["b", "a"]);
      await index.expect([text("b", "", { visibility: "hidden" })], { isDurable: true });
      expect(await findAll(index, { text: "same", sort: "top" })).toEqual(["a"]);
    });

    it("to hidden while it is being indexed stays out", async () => {
      const index = await indexOf([]);
      const comment = text("a", "secret");
      await index.expect([comment], { isDurable: true });
      const due = await index.due(10, new Set());
      await index.expect([{ ...comment, visibility: "hidden" }], { isDurable: true });
      await index.update({ due, readable: [{ comment, text: "secret" }], gone: [] });
      expect(await findAll(index, { text: "secret", sort: "newest" })).toEqual([]);
    });

    it("again while it is being indexed is looked at once more", async () => {
      const index = await indexOf([]);
      const [old, recent] = [text("a", "old"), text("a", "recent")];
      await index.expect([old], { isDurable: true });
      const due = await index.due(10, new Set());
      await index.expect([recent], { isDurable: true });
      await index.update({ due, readable: [{ comment: old, text: "old" }], gone: [] });
      const again = await index.due(10, new Set());
      expect(again.map(({ reference }) => reference)).toEqual([old.reference]);
      await index.update({ due: again, readable: [{ comment: recent, text: "recent" }], gone: [] });
      expect(await findAll(index, { text: "recent", sort: "newest" })).toEqual(["a"]);
    });

    it("in no way is not looked at again", async () => {
      const index = await indexOf([text("a", "words")]);
      await index.expect([text("a", "words", { agreement: 99 })], { isDurable: true });
      expect(await index.due(10, new Set())).toEqual([]);
    });

    it("in the title of its post is due again", async () => {
      const comment = text("a", "words");
      const index = await indexOf([comment]);
      await index.notePosts([post("thePost", "On Moloch")]);
      await indexAll(index, [comment]);
      expect(await index.suggest("ada molo", 5)).toEqual([comment.reference]);
      expect(await findAll(index, { text: "moloch", sort: "newest" })).toEqual([]);
    });
  });

  describe("suggestions", () => {
    it("match text, author and title, the newest and best first", async () => {
      const index = await indexOf([
        text("old", "paperclips", { postedAtMs: startMs, scores: { lesswrong: 10 } }),
        text("new", "paperclip", { postedAtMs: startMs + 300 * dayMs, scores: { lesswrong: 1 } }),
        text("loved", "paperclip", { postedAtMs: startMs + 299 * dayMs, scores: { lesswrong: 80 } }),
      ]);
      const ids = (await index.suggest("paperc", 2)).map((reference) => reference.split(":")[2]);
      expect(ids).toEqual(["loved", "new"]);
    });

    it("are the most recent comments for no letters or one", async () => {
      const index = await indexOf([text("a", "zebra")]);
      for (const typed of ["", "q", " ", '"']) expect(await index.suggest(typed, 5)).toHaveLength(1);
    });

    it("forgive a misspelt author", async () => {
      const index = await indexOf([
        text("a", "words", { author: authorOf("eliezer_yudkowsky", "Eliezer Yudkowsky") }),
      ]);
      expect(await index.suggest("Yudkowski", 5)).toHaveLength(1);
    });
  });

  describe("authors and posts", () => {
    const people = [
      ...Array.from({ length: 5 }, (_, n) =>
        text(`e${n}`, "x", { author: authorOf("eliezer_yudkowsky", "Eliezer Yudkowsky") }),
      ),
      ...Array.from({ length: 2 }, (_, n) =>
        text(`l${n}`, "x", { author: authorOf("elizabeth-1", "Elizabeth") }),
      ),
      text("j", "x", { author: authorOf("j-jansen", "Jörg Jansén") }),
    ];

    it("are found by the beginning of any word, most prolific first", async () => {
      const index = await indexOf(people);
      const names = async (typed: string) =>
        (await index.findAuthors(typed, 5)).map(({ author: { name } }) => name);
      expect(await names("eli")).toEqual(["Eliezer Yudkowsky", "Elizabeth"]);
      expect(await names("Y")).toEqual(["Eliezer Yudkowsky"]);
      expect(await names("jorg")).toEqual(["Jörg Jansén"]);
      expect(await names("j-jan")).toEqual(["Jörg Jansén"]);
      expect(await names("")).toHaveLength(3);
    });

    it.each(["yudkowski", "yudkwosky", "eleizer", "eliezer yudkovsky", "Elizer"])(
      "forgive %s",
      async (typed) => {
        const index = await indexOf(people);
        expect((await index.findAuthors(typed, 5))[0]?.author.handle).toBe("eliezer_yudkowsky");
      },
    );

    it("find posts by words of the title", async () => {
      const index = await indexOf([]);
      await index.notePosts([
        post("a", "Meditations on Moloch"),
        { ...post("b", "Hidden moloch"), visibility: "hidden" },
      ]);
      expect(await index.findPosts("moloch medi", 5)).toEqual(["lesswrong:post:a"]);
      expect(await index.findPosts("", 5)).toEqual(["lesswrong:post:a"]);
      await index.notePosts([post("a", "Renamed")]);
      expect(await index.findPosts("moloch", 5)).toEqual([]);
    });
  });
}
