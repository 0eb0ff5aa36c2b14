import { expect, it } from "vitest";
import type { Recent } from "../../../src/sources/source.ts";
import { openBlog } from "./world.ts";

const poll = { priority: "poll" } as const;
const minute = 60_000;
const textsOf = ({ comments }: Recent) => comments.map(({ body }) => body.text);

it("a poll is one request, and lists the posts only now and then", async () => {
  await using world = await openBlog();
  const { blog, source, asked, pass } = world;
  blog.addPost({ title: "Tides" });
  let { cursor } = await source.readRecent(undefined, poll);
  const from = asked().length;
  for (let count = 0; count < 5; count += 1) {
    pass(minute);
    ({ cursor } = await source.readRecent(cursor, poll));
  }
  const routes = asked(from).map((request) => /v2\/(\w+)/.exec(request)?.[1]);
  expect(routes).toEqual(["comments", "comments", "comments", "comments", "comments", "posts"]);
});

it("a comment that is approved late is found among the newest, although its id and date are old", async () => {
  await using world = await openBlog();
  const { blog, source, pass } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: held } = blog.addComment({ post, status: "hold", content: "<p>Late.</p>" });
  for (let count = 0; count < 10; count += 1) blog.addComment({ post });
  const { cursor } = await source.readRecent(undefined, poll);
  pass(minute);
  blog.moderate(held, "approved");
  const recent = await source.readRecent(cursor, poll);
  // A moderator may have approved others with it, which are too old for the poll.
  expect([textsOf(recent), recent.changedThreads]).toEqual([["<p>Late.</p>"], [`blog:post:${post}`]]);
  const next = await source.readRecent(recent.cursor, poll);
  expect([textsOf(next), next.changedThreads]).toEqual([[], []]);
});

it("edits, moves and removals are noticed among the newest comments", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: other } = blog.addPost({ title: "Other" });
  const { id: top } = blog.addComment({ post, content: "<p>Top.</p>" });
  blog.addComment({ post, parent: top, content: "<p>Answer.</p>" });
  const { id: edited } = blog.addComment({ post: other });
  let { cursor } = await source.readRecent(undefined, poll);
  blog.editComment(edited, "<p>Edited.</p>");
  const first = await source.readRecent(cursor, poll);
  expect([textsOf(first), first.changedThreads]).toEqual([["<p>Edited.</p>"], []]);
  ({ cursor } = first);
  blog.purge(top);
  const second = await source.readRecent(cursor, poll);
  expect([textsOf(second), second.changedThreads]).toEqual([["<p>Answer.</p>"], [`blog:post:${post}`]]);
  const third = await source.readRecent(second.cursor, poll);
  expect([textsOf(third), third.changedThreads]).toEqual([[], []]);
});

it("rows that visitors may not see leave pages short, and end no poll", async () => {
  await using world = await openBlog();
  const { blog, source, pass } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: locked } = blog.addPost({ title: "Locked", password: "sesame" });
  const { id: known } = blog.addComment({ post, content: "<p>Known.</p>" });
  const { cursor } = await source.readRecent(undefined, poll);
  pass(minute);
  blog.addComment({ post, content: "<p>New.</p>" });
  for (let count = 0; count < 120; count += 1) blog.addComment({ post: locked });
  const recent = await source.readRecent(cursor, poll);
  expect([textsOf(recent), recent.hasGap]).toEqual([["<p>New.</p>"], false]);
  expect(JSON.stringify(recent)).not.toContain(`blog:comment:${known}"`);
});

it("a burst is read back to the last poll, and one that is too long leaves a gap", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  blog.addComment({ post });
  const { cursor } = await source.readRecent(undefined, poll);
  for (let count = 0; count < 170; count += 1) blog.addComment({ post });
  const burst = await source.readRecent(cursor, poll);
  expect([burst.comments.length, burst.hasGap]).toEqual([170, false]);
  for (let count = 0; count < 600; count += 1) blog.addComment({ post });
  expect((await source.readRecent(burst.cursor, poll)).hasGap).toBe(true);
});

it("a comment that is among the newest again because another was deleted is not news", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const ids = Array.from({ length: 80 }, () => blog.addComment({ post }).id);
  const { cursor } = await source.readRecent(undefined, poll);
  for (const id of ids.slice(-3)) blog.moderate(id, "trash");
  const recent = await source.readRecent(cursor, poll);
  expect([textsOf(recent), recent.changedThreads]).toEqual([[], [`blog:post:${post}`]]);
});

it("a post is news once, and its edit is reported", async () => {
  await using world = await openBlog();
  const { blog, source, pass } = world;
  blog.addPost({ title: "Old" });
  const start = await source.readRecent(undefined, poll);
  pass(10 * minute);
  const { id } = blog.addPost({ title: "New" });
  const first = await source.readRecent(start.cursor, poll);
  expect(first.posts.map(({ title }) => title)).toEqual(["New"]);
  pass(10 * minute);
  blog.changePost(id, { title: "Newer" });
  const second = await source.readRecent(first.cursor, poll);
  expect([second.posts, second.threads.map(({ title }) => title)]).toEqual([[], ["Newer"]]);
});

it("a comment on a post that no poll has seen lets the poll look for the post at once", async () => {
  await using world = await openBlog();
  const { blog, source, pass } = world;
  blog.addPost({ title: "Old" });
  const { cursor } = await source.readRecent(undefined, poll);
  pass(1_000);
  blog.addComment({ post: blog.addPost({ title: "New" }).id });
  const recent = await source.readRecent(cursor, poll);
  expect(recent.posts.map(({ title }) => title)).toEqual(["New"]);
});

it("a cursor of another version starts over, and says that something may be missing", async () => {
  await using world = await openBlog();
  const recent = await world.source.readRecent('{"version":0}', poll);
  expect([recent.comments, recent.posts, recent.hasGap]).toEqual([[], [], true]);
});
