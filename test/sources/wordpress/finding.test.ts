import { expect, it } from "vitest";
import { member } from "../loopback.ts";
import { findAt } from "../read-at.ts";
import { openBlog } from "./world.ts";

it("an address of any form is found with one request for the headers of its page", async () => {
  await using world = await openBlog();
  const { blog, wordpress, asked } = world;
  const { id } = blog.addPost({ title: "Tides" });
  blog.addComment({ post: id });
  const found = await findAt(world.source, wordpress.addressOf(id));
  expect(found).toMatchObject({ kind: "post", post: { title: "Tides", commentCount: 1 } });
  const { pathname } = new URL(wordpress.addressOf(id));
  // The same headers say where the API is.
  expect(asked().map((request) => request.split("?")[0])).toEqual([
    `HEAD ${pathname}`,
    `GET /wp-json/wp/v2/posts/${id}`,
    "GET /wp-json/wp/v2/comments",
  ]);
});

it("a page and a category are found in the same way", async () => {
  await using world = await openBlog();
  const { blog, wordpress } = world;
  const { id } = blog.addPost({ title: "About", type: "page" });
  expect(await findAt(world.source, wordpress.addressOf(id))).toMatchObject({
    kind: "post",
    post: { title: "About" },
  });
  expect(await findAt(world.source, `${wordpress.url}/?page_id=${id}`)).toMatchObject({ kind: "post" });
  expect(await findAt(world.source, `${wordpress.url}/nothing-here/`)).toBeUndefined();
});

it("a blog that hides the links in its headers is searched by the last words of the address", async () => {
  await using world = await openBlog();
  const { blog, wordpress } = world;
  blog.hidesLinks = true;
  const { id } = blog.addPost({ title: "Tides" });
  const { id: about } = blog.addPost({ title: "About", type: "page" });
  expect(await findAt(world.source, wordpress.addressOf(id))).toMatchObject({ post: { title: "Tides" } });
  expect(await findAt(world.source, wordpress.addressOf(about))).toMatchObject({ post: { title: "About" } });
});

it("a blog that refuses such requests is searched in the same way", async () => {
  await using world = await openBlog();
  const { blog, wordpress } = world;
  const { id } = blog.addPost({ title: "Tides" });
  wordpress.site.inject({ kind: "status", status: 405, match: ({ method }) => method === "HEAD", times: 9 });
  expect(await findAt(world.source, wordpress.addressOf(id))).toMatchObject({ post: { title: "Tides" } });
});

it("a comment is found by its place on the page, with its post", async () => {
  await using world = await openBlog();
  const { blog, wordpress } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id } = blog.addComment({ post });
  expect(await findAt(world.source, wordpress.addressOf(post, id))).toMatchObject({
    kind: "comment",
    comment: { reference: `blog:comment:${id}` },
    post: { title: "Tides" },
  });
});

it("a blog in a folder is read there, and nowhere else", async () => {
  await using world = await openBlog({ folder: "/my/blog" });
  const { blog, wordpress, source, asked } = world;
  const { id } = blog.addPost({ title: "Tides" });
  const { id: comment } = blog.addComment({ post: id });
  expect(await findAt(world.source, wordpress.addressOf(id))).toMatchObject({ post: { title: "Tides" } });
  const thread = await source.readThread(`blog:post:${id}`, member);
  expect(thread?.comments[0]?.path).toMatch(new RegExp(`^/2026/03/01/tides/#comment-${comment}$`));
  expect(asked().every((request) => request.includes(" /my/blog/"))).toBe(true);
});

it("a blog without permalinks has its API in the query", async () => {
  await using world = await openBlog({ isPlain: true });
  const { blog, wordpress, asked } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id } = blog.addComment({ post });
  const found = await findAt(world.source, wordpress.addressOf(post, id));
  expect(found).toMatchObject({ kind: "comment", comment: { path: `/?p=${post}#comment-${id}` } });
  expect(asked()[0]).toBe("HEAD /");
  expect(asked()[1]).toMatch(new RegExp(`^GET /\\?rest_route=/wp/v2/comments/${id}&_fields=`));
});

it("a blog on wordpress.com has its API there", async () => {
  await using world = await openBlog({ hostedAs: "name.wordpress.com" });
  const { blog, wordpress, asked, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  blog.addComment({ post });
  expect(await findAt(world.source, wordpress.addressOf(post))).toMatchObject({ post: { title: "Tides" } });
  expect((await source.readThread(`blog:post:${post}`, member))?.comments).toHaveLength(1);
  const api = asked().filter((request) => request.startsWith("GET"));
  expect(api.every((request) => request.startsWith("GET /wp/v2/sites/name.wordpress.com/"))).toBe(true);
});
