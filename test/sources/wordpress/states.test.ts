import { expect, it } from "vitest";
import type { Source } from "../../../src/sources/source.ts";
import { SourceError } from "../../../src/sources/source-error.ts";
import { member } from "../loopback.ts";
import { openBlog } from "./world.ts";

const commentLink = (id: number) => ({
  kind: "comment" as const,
  reference: undefined,
  lookup: JSON.stringify({ kind: "comment", id }),
});
const faultOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof SourceError ? error.fault : error;
};
const textsIn = async (source: Source, post: number) =>
  (await source.readThread(`blog:post:${post}`, member))?.comments.map(({ body }) => body.text);

it("tells a comment that is gone from one that waits, was put into the spam or the trash", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id } = blog.addComment({ post });
  for (const status of ["hold", "spam", "trash"] as const) {
    blog.moderate(id, status);
    expect(await source.readComment(`blog:comment:${id}`, member)).toBe("not-public");
    expect(await textsIn(source, post)).toEqual([]);
    expect(await faultOf(source.find(commentLink(id), member))).toBe("not-public");
  }
  blog.moderate(id, "approved");
  expect(await source.readComment(`blog:comment:${id}`, member)).toMatchObject({ visibility: "visible" });
  blog.purge(id);
  expect(await source.readComment(`blog:comment:${id}`, member)).toBe("gone");
  expect(await source.find(commentLink(id), member)).toBeUndefined();
});

it("keeps answers to a comment that is not public, and gives the address of what they answer", async () => {
  await using world = await openBlog();
  const { blog, source, wordpress } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: held } = blog.addComment({ post, status: "hold" });
  const { id } = blog.addComment({ post, parent: held });
  const thread = await source.readThread(`blog:post:${post}`, member);
  expect(thread?.comments).toMatchObject([
    { reference: `blog:comment:${id}`, parent: `blog:comment:${held}` },
  ]);
  const { pathname } = new URL(wordpress.addressOf(post));
  expect(thread?.comments[0]?.parentPath).toBe(`${pathname}#comment-${held}`);
});

it("moves answers up when the comment above them is deleted for good", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: top } = blog.addComment({ post });
  const { id: middle } = blog.addComment({ post, parent: top });
  const { id: low } = blog.addComment({ post, parent: middle });
  blog.purge(middle);
  expect(await source.readComment(`blog:comment:${low}`, member)).toMatchObject({
    parent: `blog:comment:${top}`,
  });
  blog.purge(top);
  expect(await source.readComment(`blog:comment:${low}`, member)).toMatchObject({
    parent: undefined,
    parentPath: undefined,
  });
});

it.each(["private", "draft", "trash"] as const)("hides a post (%s) with its comments", async (status) => {
  await using world = await openBlog();
  const { blog, source, wordpress } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id } = blog.addComment({ post, content: "<p>Secret.</p>" });
  const link = source.parseUrl(new URL(`${wordpress.url}/?p=${post}`));
  if (link === undefined) throw new Error("not understood");
  blog.changePost(post, { status });
  expect(await source.readThread(`blog:post:${post}`, member)).toBeUndefined();
  expect(await source.readPost(`blog:post:${post}`, member)).toBeUndefined();
  expect(await source.readComment(`blog:comment:${id}`, member)).toBe("not-public");
  expect(await faultOf(source.find(link, member))).toBe("not-public");
  blog.changePost(post, { status: "publish" });
  expect(await textsIn(source, post)).toEqual(["<p>Secret.</p>"]);
});

it("hides a post that is locked with a password, of which visitors see only the title", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id } = blog.addComment({ post });
  blog.changePost(post, { password: "sesame" });
  const read = await source.readPost(`blog:post:${post}`, member);
  expect(read).toMatchObject({ visibility: "hidden", title: "", author: undefined, tags: [] });
  expect(read?.path).toBe(`/?p=${post}`);
  expect(await source.readThread(`blog:post:${post}`, member)).toBeUndefined();
  expect(await source.readComment(`blog:comment:${id}`, member)).toBe("not-public");
  expect(await source.readPosts?.("site", { ...member, limit: 5 })).toEqual([]);
});

it("says that a post is gone, and that it takes no more comments", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id } = blog.addComment({ post });
  expect((await source.readPost(`blog:post:${post}`, member))?.isClosed).toBe(false);
  blog.changePost(post, { takesComments: false });
  expect(await source.readPost(`blog:post:${post}`, member)).toMatchObject({ isClosed: true });
  expect(await textsIn(source, post)).toHaveLength(1);
  blog.purgePost(post);
  expect(await source.readThread(`blog:post:${post}`, member)).toBeUndefined();
  expect(await source.readComment(`blog:comment:${id}`, member)).toBe("gone");
});

it("does not mistake a pingback or trackback for a comment", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  for (const type of ["pingback", "trackback"] as const) {
    const { id } = blog.addComment({ post, type });
    expect(await source.readComment(`blog:comment:${id}`, member)).toBe("unknown");
    expect(await source.find(commentLink(id), member)).toBeUndefined();
  }
  expect(await textsIn(source, post)).toEqual([]);
});

it("leaves the blog alone while it answers with pages for browsers", async () => {
  await using world = await openBlog();
  const { blog, source, wordpress } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  await source.readPost(`blog:post:${post}`, member);
  wordpress.site.inject({ kind: "html-challenge", status: 403 });
  expect(await faultOf(source.readThread(`blog:post:${post}`, member))).toBe("outage");
  expect(source.health().pausedUntilMs).toBeDefined();
  const before = wordpress.site.requests.length;
  expect(await faultOf(source.readThread(`blog:post:${post}`, member))).toBe("outage");
  expect(wordpress.site.requests).toHaveLength(before);
});
