import { describe, expect, it } from "vitest";
import { openForum, poll, textsOf } from "./forum.ts";

describe("a poll of a forum", () => {
  it("reports an edit of a recent post, even one without a new version", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const post = at.content.addPost({ topic: topic.id, cooked: "<p>Before.</p>" });
    const start = await at.source.readRecent(undefined, poll);
    at.content.edit(post, "<p>After.</p>", { version: false });
    const { comments, cursor } = await at.source.readRecent(start.cursor, poll);
    expect(textsOf(comments)).toEqual(["<p>After.</p>"]);
    expect((await at.source.readRecent(cursor, poll)).comments).toEqual([]);
  });

  it("reports an edit of a recent first post with its topic", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.edit(at.content.post(1), "<p>Anew.</p>");
    const { threads, posts } = await at.source.readRecent(cursor, poll);
    expect(threads).toMatchObject([
      { reference: at.topicReference(topic), opening: { text: "<p>Anew.</p>" } },
    ]);
    expect(posts).toEqual([]);
  });

  it.each(["isDeleted", "isUserDeleted", "isHidden"] as const)(
    "names the topic of a recent post that is no longer shown (%s)",
    async (state) => {
      await using at = await openForum();
      const topic = at.content.addTopic({ title: "Tides" });
      at.content.addTopic({ title: "Tables" });
      const doomed = at.content.addPost({ topic: topic.id });
      const { cursor } = await at.source.readRecent(undefined, poll);
      doomed[state] = true;
      const gone = await at.source.readRecent(cursor, poll);
      expect(gone.changedThreads).toEqual([at.topicReference(topic)]);
      expect((await at.source.readRecent(gone.cursor, poll)).changedThreads).toEqual([]);
    },
  );

  it("reports a recent post that was moved, and the topic that it left", async () => {
    await using at = await openForum();
    const [from, to] = ["Tides", "Tables"].map((title) => at.content.addTopic({ title }));
    if (from === undefined || to === undefined) throw new Error("no topics");
    const post = at.content.addPost({ topic: from.id });
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.move(post, to.id);
    const { comments, changedThreads } = await at.source.readRecent(cursor, poll);
    expect(comments).toMatchObject([{ thread: at.topicReference(to) }]);
    expect(changedThreads).toEqual([at.topicReference(from)]);
  });

  it("asks once for the comment that an unknown number names", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const old = at.content.addPost({ topic: topic.id, cooked: "<p>Old.</p>" });
    for (let count = 0; count < 60; count += 1) at.content.addPost({ topic: topic.id });
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.addPost({ topic: topic.id, answers: old.number });
    at.content.addPost({ topic: topic.id, answers: old.number });
    const from = at.forum.requests.length;
    const { comments } = await at.source.readRecent(cursor, poll);
    expect(comments.map(({ parent }) => parent)).toEqual(Array(2).fill(at.commentReference(old)));
    expect(at.paths(from)).toEqual(["/posts.json", `/posts/by_number/${topic.id}/${old.number}.json`]);
  });

  it("leaves answers to many unknown comments to a reading of their topic", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    for (let count = 0; count < 80; count += 1) at.content.addPost({ topic: topic.id });
    const { cursor } = await at.source.readRecent(undefined, poll);
    for (let number = 2; number < 22; number += 1) at.content.addPost({ topic: topic.id, answers: number });
    const { comments, changedThreads } = await at.source.readRecent(cursor, poll);
    expect(comments).toHaveLength(10);
    expect(changedThreads).toEqual([at.topicReference(topic)]);
  });

  it("has the visible comments that the new ones answer", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const first = at.content.addPost({ topic: topic.id, cooked: "<p>First.</p>" });
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.addPost({ topic: topic.id, answers: first.number });
    const { parents } = await at.source.readRecent(cursor, poll);
    expect(textsOf(parents)).toEqual(["<p>First.</p>"]);
  });

  it.each([false, true])("reads back over several pages (old release: %s)", async (hasNarrowPages) => {
    await using at = await openForum({ hasNarrowPages });
    const topic = at.content.addTopic({ title: "Tides" });
    const { cursor } = await at.source.readRecent(undefined, poll);
    for (let count = 0; count < 130; count += 1) at.content.addPost({ topic: topic.id });
    const { comments, hasGap } = await at.source.readRecent(cursor, poll);
    expect([comments.length, hasGap]).toEqual([130, false]);
  });

  it("does not mistake an empty page of an old release for the end", async () => {
    await using at = await openForum({ hasNarrowPages: true });
    const topic = at.content.addTopic({ title: "Tides" });
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.addPost({ topic: topic.id, cooked: "<p>Early.</p>" });
    const category = at.content.addCategory({ name: "Staff", slug: "staff", isPrivate: true }).id;
    const secret = at.content.addTopic({ title: "Secret", category });
    for (let count = 0; count < 120; count += 1) at.content.addPost({ topic: secret.id });
    const quiet = await at.source.readRecent(cursor, poll);
    expect(quiet.comments).toEqual([]);
    at.content.addPost({ topic: topic.id, cooked: "<p>Late.</p>" });
    const { comments } = await at.source.readRecent(quiet.cursor, poll);
    expect(textsOf(comments).toSorted()).toEqual(["<p>Early.</p>", "<p>Late.</p>"]);
  });

  it("reports a gap when far too much has happened", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const { cursor } = await at.source.readRecent(undefined, poll);
    for (let count = 0; count < 1_100; count += 1) at.content.addPost({ topic: topic.id });
    const gap = await at.source.readRecent(cursor, poll);
    expect([gap.comments, gap.hasGap]).toEqual([[], true]);
    expect((await at.source.readRecent(gap.cursor, poll)).hasGap).toBe(false);
  });

  it("shows nothing of topics that are not listed or not public", async () => {
    await using at = await openForum();
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.addTopic({ title: "Unlisted" }).isListed = false;
    const topic = at.content.addTopic({ title: "Deleted" });
    at.content.addPost({ topic: topic.id });
    topic.isDeleted = true;
    const { comments, posts } = await at.source.readRecent(cursor, poll);
    expect([comments, posts]).toEqual([[], []]);
  });

  it("starts over from an empty forum", async () => {
    await using at = await openForum();
    const { cursor } = await at.source.readRecent(undefined, poll);
    at.content.addTopic({ title: "First" });
    const { posts } = await at.source.readRecent(cursor, poll);
    expect(posts.map(({ title }) => title)).toEqual(["First"]);
  });
});
