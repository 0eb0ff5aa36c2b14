import { expect, it } from "vitest";
import type { Source } from "../../../src/sources/source.ts";
import { member } from "../loopback.ts";
import { openBlog } from "./world.ts";

const minute = 60_000;

async function threadOf(source: Source, post: number) {
  const thread = await source.readThread(`blog:post:${post}`, member);
  return thread && { ...thread, texts: thread.comments.map(({ body }) => body.text.trim()) };
}

/** A blog with two comments whose API a plug-in closes after the first poll. */
async function openClosing() {
  const world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: top } = blog.addComment({ post, content: "<p>Top.</p>", authorName: "O'Neil & Sons" });
  const { id: answer } = blog.addComment({ post, parent: top, content: "<p>Answer.</p>" });
  const { cursor } = await source.readRecent(undefined, member);
  blog.isClosed = true;
  return { ...world, post, top, answer, cursor };
}

it("reads the feeds of a blog whose API is closed, with the same ids", async () => {
  await using world = await openClosing();
  const { source, post, top, answer } = world;
  const thread = await threadOf(source, post);
  expect(thread).toMatchObject({
    completeness: { kind: "window" },
    post: { reference: `blog:post:${post}`, title: "Tides – A blog", path: "/2026/03/01/tides/" },
  });
  expect(thread?.texts).toEqual(["<p>Answer.</p>", "<p>Top.</p>"]);
  expect(thread?.comments).toMatchObject([
    { reference: `blog:comment:${answer}`, parent: `blog:comment:${top}` },
    { reference: `blog:comment:${top}`, parent: undefined, author: { name: "O'Neil & Sons" } },
  ]);
});

it("goes on with the news, as far as the feed reaches back", async () => {
  await using world = await openClosing();
  const { blog, source, post, pass } = world;
  pass(minute);
  blog.addComment({ post, content: "<p>New.</p>" });
  const { id: other } = blog.addPost({ title: "Other" });
  blog.addComment({ post: other, content: "<p>Elsewhere.</p>" });
  const recent = await source.readRecent(world.cursor, member);
  expect(recent.comments.map(({ body, thread }) => [body.text.trim(), thread])).toEqual([
    ["<p>Elsewhere.</p>", `blog:post:${other}`],
    ["<p>New.</p>", `blog:post:${post}`],
  ]);
  expect(recent.hasGap).toBe(false);
  pass(minute);
  for (let count = 0; count < 12; count += 1) blog.addComment({ post });
  expect((await source.readRecent(recent.cursor, member)).hasGap).toBe(true);
});

it("learns nothing about a comment that the feed no longer has", async () => {
  await using world = await openClosing();
  const { source, top, post } = world;
  expect((await threadOf(source, post))?.texts).toHaveLength(2);
  expect(await source.readComment(`blog:comment:${top}`, member)).toBe("unknown");
  const batch = await source.readComments?.([`blog:comment:${top}`], member);
  expect(batch).toMatchObject({ comments: [], isComplete: false });
});

it("shows nothing of a locked post, and no name of somebody whose comment waits", async () => {
  await using world = await openClosing();
  const { blog, source, post, top } = world;
  blog.moderate(top, "hold");
  const thread = await threadOf(source, post);
  expect(thread?.texts).toEqual(["<p>Answer.</p>"]);
  expect(thread?.comments[0]?.parent).toBe(`blog:comment:${top}`);
  expect(JSON.stringify(thread)).not.toContain("Neil");
  blog.changePost(post, { password: "sesame" });
  world.pass(60 * minute);
  expect((await threadOf(source, post))?.texts).toEqual([]);
});

it("finds posts and comments of the feed, and asks the API again after an hour", async () => {
  await using world = await openClosing();
  const { blog, source, wordpress, post, top, asked, pass } = world;
  const find = async (address: string) => {
    const link = source.parseUrl(new URL(address));
    return link && (await source.find(link, member));
  };
  expect(await find(wordpress.addressOf(post))).toMatchObject({
    kind: "post",
    post: { title: "Tides – A blog" },
  });
  expect(await find(wordpress.addressOf(post, top))).toMatchObject({ kind: "comment" });
  await expect(find(wordpress.addressOf(post, 999))).rejects.toMatchObject({ fault: "record-refused" });
  expect(await source.readPosts?.("site", { ...member, limit: 5 })).toHaveLength(1);
  const from = asked().length;
  await source.readPost(`blog:post:${post}`, member);
  expect(asked(from).filter((request) => request.includes("wp-json"))).toEqual([]);
  blog.isClosed = false;
  pass(60 * minute);
  expect(await source.readPost(`blog:post:${post}`, member)).toMatchObject({ title: "Tides" });
});
