import { expect, it } from "vitest";
import { byAge } from "../../../src/forum/order.ts";
import { member } from "../loopback.ts";
import { openBare, openBlog } from "./world.ts";

/** Only the fields that the bot needs. */
const aPost = { id: 4, link: "/", title: { rendered: "Tides" }, content: { rendered: "" } };
const aComment = {
  ...{ post: 4, parent: 0, author: 0, author_name: "Carol", date_gmt: "2026-03-01T12:00:00", link: "/" },
  ...{ content: { rendered: "<p>Words.</p>" }, status: "approved", type: "comment" },
};

it("a visitor is only a name, and a registered user has an id", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const { id: bob } = blog.addUser({ name: "Bob" });
  blog.addComment({ post, authorName: "Carol" });
  blog.addComment({ post, authorName: " CAROL " });
  blog.addComment({ post, author: bob });
  blog.addComment({ post, authorName: "" });
  const thread = await source.readThread(`blog:post:${post}`, member);
  const [first, second, third, nobody] = (thread?.comments ?? []).map(({ author }) => author);
  expect(first).toMatchObject({ identity: "name", name: "Carol", avatarUrl: undefined });
  expect(second?.reference).toBe(first?.reference);
  expect(third).toMatchObject({ identity: "account", reference: `blog:user:${bob}`, name: "Bob" });
  expect(nobody).toBeUndefined();
  // The addresses of pictures are hashes of e-mail addresses.
  expect(JSON.stringify(thread)).not.toContain("gravatar");
});

it("a name is plain text, and a title is HTML", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const category = blog.addTerm({ name: "Salt &amp; water", slug: "salt" });
  const { id: post } = blog.addPost({
    title: "A &amp; B&#8217;s <em>tides</em>",
    slug: "a-b",
    categories: [category.id],
  });
  blog.addComment({ post, authorName: "O'Neil & <b>Sons</b>" });
  const thread = await source.readThread(`blog:post:${post}`, member);
  expect(thread?.comments[0]?.author?.name).toBe("O'Neil & <b>Sons</b>");
  expect(thread?.post).toMatchObject({
    title: "A & B’s tides",
    tags: [{ reference: `blog:tag:categories.${category.id}`, name: "Salt & water", slug: "salt" }],
    author: { identity: "account", handle: "alice-example", path: "/author/alice-example/" },
    lists: ["blog:tag:author.2"],
    plainPath: `/?p=${post}`,
  });
});

it("dates are in UTC, and ids decide between comments of one second", async () => {
  await using world = await openBlog();
  const { blog, source, pass } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const ids = Array.from({ length: 12 }, () => blog.addComment({ post }).id);
  pass(1_000);
  const later = blog.addComment({ post });
  const imported = blog.addComment({ post, date: later.date - 3600 });
  const thread = await source.readThread(`blog:post:${post}`, member);
  const sorted = [...(thread?.comments ?? [])].sort(byAge).map(({ reference }) => reference);
  expect(sorted).toEqual([imported.id, ...ids, later.id].map((id) => `blog:comment:${id}`));
  expect(thread?.comments[0]?.postedAtMs).toBe(Date.parse("2026-03-01T12:00:00Z"));
});

it("a thread of 237 comments is read with three requests for them and one for its post", async () => {
  await using world = await openBlog();
  const { blog, source, asked } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  for (let count = 0; count < 237; count += 1) blog.addComment({ post });
  await source.readPost(`blog:post:${post}`, member);
  const from = asked().length;
  const thread = await source.readThread(`blog:post:${post}`, member);
  expect(thread?.comments).toHaveLength(237);
  expect(thread).toMatchObject({ completeness: { kind: "complete" }, post: { commentCount: 237 } });
  expect(asked(from)).toHaveLength(4);
});

it("a blog whose headers are removed on the way is read to the end all the same", async () => {
  const rows = Array.from({ length: 150 }, (_, index) => ({ ...aComment, id: index + 1 }));
  await using site = await openBare(({ path, query }) => {
    if (!path.endsWith("/comments")) return { body: path.endsWith("/posts/4") ? aPost : "<p>Home</p>" };
    const from = 100 * (Number(query.get("page") ?? 1) - 1);
    return { body: rows.slice(from, from + 100) };
  });
  const thread = await site.source.readThread("blog:post:4", member);
  expect(thread?.comments).toHaveLength(150);
  expect(thread?.isCountedEmpty).toBe(false);
});

it("an empty thread is distinguished from one that could not be read", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  expect(await source.readThread(`blog:post:${post}`, member)).toMatchObject({ isCountedEmpty: true });
  blog.addComment({ post });
  expect(await source.readThread(`blog:post:${post}`, member)).toMatchObject({ isCountedEmpty: false });
});

it("a page has comments like a post, and is found by its number", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: about } = blog.addPost({ title: "About", type: "page" });
  blog.addComment({ post: about, content: "<p>On a page.</p>" });
  const thread = await source.readThread(`blog:post:${about}`, member);
  expect(thread).toMatchObject({ post: { title: "About", path: "/about/" } });
  expect(thread?.comments.map(({ body }) => body.text)).toEqual(["<p>On a page.</p>"]);
});

it("a record of an unexpected shape costs only itself, and does not count as gone", async () => {
  await using world = await openBlog();
  const { blog, source, wordpress } = world;
  const { id: post } = blog.addPost({ title: "Tides" });
  const [first, broken] = [blog.addComment({ post }), blog.addComment({ post })];
  const { cursor } = await source.readRecent(undefined, member);
  wordpress.site.inject({
    kind: "altered",
    times: 3,
    match: ({ path }) => path.endsWith("/comments"),
    alter: (text) => text.replace(`"id":${broken?.id},"post":${post}`, `"id":${broken?.id},"post":"?"`),
  });
  const thread = await source.readThread(`blog:post:${post}`, member);
  expect(thread?.comments.map(({ reference }) => reference)).toEqual([`blog:comment:${first?.id}`]);
  expect(thread?.unreadable).toEqual([`blog:comment:${broken?.id}`]);
  const recent = await source.readRecent(cursor, member);
  expect([recent.comments, recent.changedThreads, recent.unreadable]).toEqual([[], [], []]);
  expect(source.health().unreadableRecords).toBe(1);
});

it("a long opening is cut behind a paragraph", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const content = "<p>Long words.</p>".repeat(10_000);
  const { id: post } = blog.addPost({ title: "Tides", content });
  const opening = (await source.readPost(`blog:post:${post}`, member))?.opening?.text ?? "";
  expect(opening.length).toBeLessThanOrEqual(50_000);
  expect(opening).toMatch(/<\/p>$/);
});
