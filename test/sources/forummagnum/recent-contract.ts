import { describe, expect, it } from "vitest";
import { referenceId } from "../../../src/forum/reference.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import type { Recent, Source } from "../../../src/sources/source.ts";
import { openForum, sourceAt } from "../loopback.ts";

const poll = { priority: "poll" } as const;
const names = (recent: Recent) => recent.comments.map(({ body }) => body.text.replace(/<[^>]*>/g, "")).sort();

/** Tests what every source promises about polling. */
export function describeRecent(name: string): void {
  const database = knownSites.find((site) => site.name === name)?.database ?? name;
  const af = name === "alignmentforum";
  const start = async (source: Source) => (await source.readRecent(undefined, poll)).cursor;

  describe(`polling ${name}`, () => {
    it("reports each new comment once, with its post and parent, in one request", async () => {
      await using at = await openForum();
      const post = at.forum.addPost({ database, title: "Tides", af });
      const old = at.forum.addComment({ postId: post._id, html: "<p>old</p>", af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      let cursor = await start(source);
      at.pass(60_000);
      at.forum.addComment({ parentCommentId: old._id, html: "<p>new</p>", af });
      const asked = at.operations().length;
      const first = await source.readRecent(cursor, poll);
      expect(at.operations(asked)).toEqual(["ReadRecent"]);
      expect(names(first)).toEqual(["new"]);
      expect(first.threads.map(({ title }) => title)).toEqual(["Tides"]);
      expect(first.parents.map(({ reference }) => referenceId(reference))).toEqual([old._id]);
      cursor = first.cursor;
      at.pass(60_000);
      expect(names(await source.readRecent(cursor, poll))).toEqual([]);
    });

    it("misses nothing that shares a millisecond with the last one reported, or that appears late", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      at.forum.addComment({ postId, html: "<p>first</p>", af });
      const cursor = await start(source);
      at.forum.addComment({ postId, html: "<p>same moment</p>", af });
      at.forum.addComment({
        postId,
        html: "<p>late</p>",
        postedAt: new Date(at.now() - 90_000).toISOString(),
        af,
      });
      const recent = await source.readRecent(cursor, poll);
      expect(names(recent)).toEqual(["late", "same moment"]);
      expect(names(await source.readRecent(recent.cursor, poll))).toEqual([]);
    });

    it("reports an edit of an old comment", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const { _id } = at.forum.addComment({ postId, html: "<p>before</p>", af });
      at.pass(30 * 24 * 3_600_000);
      at.forum.addComment({ postId, html: "<p>other</p>", af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const cursor = await start(source);
      at.pass(60_000);
      at.forum.editComment(_id, "<p>after</p>");
      const recent = await source.readRecent(cursor, poll);
      expect(names(recent)).toEqual(["after"]);
      expect(recent.comments[0]).toMatchObject({ revision: "1.1.0", editedAtMs: at.now() });
      expect(names(await source.readRecent(recent.cursor, poll))).toEqual([]);
    });

    it("catches up after a long silence", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const cursor = await start(source);
      for (let count = 0; count < 1300; count += 1) {
        at.pass(20_000);
        at.forum.addComment({ postId, html: `<p>${count}</p>`, author: "Ann", af });
      }
      const recent = await source.readRecent(cursor, poll);
      expect(new Set(names(recent)).size).toBe(1300);
      expect(recent.comments).toHaveLength(1300);
    });

    it("reports new posts once, oldest first", async () => {
      await using at = await openForum();
      for (let count = 0; count < 25; count += 1) {
        at.pass(1000);
        at.forum.addPost({ database, title: `Old ${count}`, af });
      }
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const cursor = await start(source);
      at.pass(1000);
      at.forum.addPost({ database, title: "One", af });
      at.pass(1000);
      at.forum.addPost({ database, title: "Two", af });
      at.forum.addPost({ database, title: "Rejected", rejected: true, af });
      const recent = await source.readRecent(cursor, poll);
      expect(recent.posts.map(({ title }) => title)).toEqual(["One", "Two"]);
      at.forum.deletePost(recent.posts[0] ? referenceId(recent.posts[0].reference) : "");
      expect((await source.readRecent(recent.cursor, poll)).posts).toEqual([]);
    });

    it("reports all new posts even if some of the newest are hidden from visitors", async () => {
      await using at = await openForum();
      const add = (given: object) => {
        at.pass(1000);
        return at.forum.addPost({ database, af, ...given })._id;
      };
      for (let count = 0; count < 30; count += 1) add({ title: `Old ${count}` });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      let cursor = await start(source);
      for (let count = 0; count < 25; count += 1)
        add({ title: `New ${count}`, onlyVisibleToLoggedIn: count === 20 });
      const first = await source.readRecent(cursor, poll);
      const titles = Array.from({ length: 25 }, (_, count) => `New ${count}`).filter((_, at) => at !== 20);
      expect(first.posts.map(({ title }) => title)).toEqual(titles);
      cursor = first.cursor;
      for (let count = 0; count < 22; count += 1) add({ onlyVisibleToLoggedIn: true });
      add({ title: "Last" });
      const second = await source.readRecent(cursor, poll);
      expect(second.posts.map(({ title }) => title)).toEqual(["Last"]);
      expect((await source.readRecent(second.cursor, poll)).posts).toEqual([]);
    });

    it("does not report an older post as new when a newer one disappears or returns", async () => {
      await using at = await openForum();
      const added = Array.from({ length: 24 }, (_, count) => {
        at.pass(1000);
        return at.forum.addPost({ database, af, onlyVisibleToLoggedIn: count === 15 })._id;
      });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      let cursor = await start(source);
      const setDraft = (draft: boolean) => {
        for (const id of added.slice(18, 21))
          at.forum.changePost(id, (record) => Object.assign(record, { draft }));
      };
      for (const draft of [true, false]) {
        setDraft(draft);
        const recent = await source.readRecent(cursor, poll);
        expect(recent.posts).toEqual([]);
        cursor = recent.cursor;
      }
    });

    it("transfers little while nothing happens", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      for (let count = 0; count < 100; count += 1) {
        at.pass(3_600_000);
        at.forum.addComment({ postId, author: "Ann", af });
      }
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const { cursor } = await source.readRecent(await start(source), poll);
      await source.readRecent(cursor, poll);
      const limit = name === "eaforum" ? 10 : 50;
      expect(at.forum.requests.at(-1)?.variables).toMatchObject({ writtenTerms: { limit } });
    });

    it("starts over from a cursor that it cannot read", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const { cursor, comments } = await source.readRecent("{}", poll);
      expect(comments).toEqual([]);
      at.forum.addComment({ postId, html: "<p>new</p>", af });
      expect(names(await source.readRecent(cursor, poll))).toEqual(["new"]);
    });

    it("is not misled by a moment in the future", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const cursor = await start(source);
      const future = new Date(at.now() + 24 * 3_600_000).toISOString();
      at.forum.addComment({ postId, html: "<p>tomorrow</p>", postedAt: future, af });
      const first = await source.readRecent(cursor, poll);
      at.pass(60_000);
      at.forum.addComment({ postId, html: "<p>today</p>", af });
      const second = await source.readRecent(first.cursor, poll);
      expect([names(first), names(second)]).toEqual([["tomorrow"], ["today"]]);
    });
  });
}

function clockOf(now: () => number) {
  return { now, elapsedMs: now, sleep: async () => undefined };
}
