import { describe, expect, it } from "vitest";
import { authorOf } from "../../mirror/comment.ts";
import { postOf } from "../../mirror/post.ts";
import { startMs, text } from "./comments.ts";
import { findAll, type IndexOf, indexAll } from "./indexed.ts";

/** The contract of every index: comments that change. */
export function changes(indexOf: IndexOf): void {
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
      await index.notePosts([postOf("thePost", { title: "On Moloch" })]);
      await indexAll(index, [comment]);
      expect(await index.suggest("ada molo", 5)).toEqual([comment.reference]);
      expect(await findAll(index, { text: "moloch", sort: "newest" })).toEqual([]);
    });
  });
}
