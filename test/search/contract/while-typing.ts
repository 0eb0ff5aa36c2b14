import { describe, expect, it } from "vitest";
import { authorOf } from "../../mirror/comment.ts";
import { postOf } from "../../mirror/post.ts";
import { dayMs, startMs, text } from "./comments.ts";
import type { IndexOf } from "./indexed.ts";

/** The contract of every index: what is found while someone types. */
export function whileTyping(indexOf: IndexOf): void {
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
        postOf("a", { title: "Meditations on Moloch" }),
        postOf("b", { title: "Hidden moloch", visibility: "hidden" }),
      ]);
      expect(await index.findPosts("moloch medi", 5)).toEqual(["lesswrong:post:a"]);
      expect(await index.findPosts("", 5)).toEqual(["lesswrong:post:a"]);
      await index.notePosts([postOf("a", { title: "Renamed" })]);
      expect(await index.findPosts("moloch", 5)).toEqual([]);
    });

    it("find a post whose date is no date, or before all dates", async () => {
      const index = await indexOf([]);
      const dates = [Number.NaN, Number.NEGATIVE_INFINITY, -1.5];
      await index.notePosts(dates.map((postedAtMs, n) => postOf(`p${n}`, { title: "Moloch", postedAtMs })));
      expect(await index.findPosts("moloch", 5)).toHaveLength(3);
    });
  });
}
