import { expect, it } from "vitest";
import type { Reference } from "../../../src/forum/reference.ts";
import { member } from "../loopback.ts";
import { findAt } from "../read-at.ts";
import { openBlog } from "./world.ts";

type World = Awaited<ReturnType<typeof openBlog>>;

async function titlesIn({ source }: World, of: Reference<"tag"> | "site", limit = 50) {
  return (await source.readPosts?.(of, { ...member, limit }))?.map(({ title }) => title);
}

it("a category lists its posts and those of the categories below, newest first", async () => {
  await using world = await openBlog();
  const { blog, pass } = world;
  const essays = blog.addTerm({ name: "Essays" });
  const short = blog.addTerm({ name: "Short essays", parent: essays.id });
  const post = (title: string, categories: readonly number[]) => {
    pass(60_000);
    blog.addPost({ title, categories });
  };
  post("Long", [essays.id]);
  post("Short", [short.id]);
  post("Other", []);
  const found = await findAt(world.source, `${world.wordpress.url}/category/essays/`);
  expect(found).toMatchObject({ kind: "tag", tag: { name: "Essays" }, path: "/category/essays/" });
  if (found?.kind !== "tag") throw new Error("no category");
  expect(await titlesIn(world, found.tag.reference)).toEqual(["Short", "Long"]);
  const [first] = (await world.source.readPosts?.(found.tag.reference, { ...member, limit: 1 })) ?? [];
  expect(first?.opening).toBeUndefined();
});

it("a tag, an author and the whole blog list their posts", async () => {
  await using world = await openBlog();
  const { blog, pass } = world;
  const tag = blog.addTerm({ name: "Tides", taxonomy: "post_tag" });
  const { id: ann } = blog.addUser({ name: "Ann" });
  blog.addPost({ title: "By Ann", author: ann });
  pass(60_000);
  blog.addPost({ title: "Tagged", tags: [tag.id], author: blog.addUser({ name: "Bob" }).id });
  const found = await findAt(world.source, `${world.wordpress.url}/tag/tides/`);
  if (found?.kind !== "tag") throw new Error("no tag");
  expect(await titlesIn(world, found.tag.reference)).toEqual(["Tagged"]);
  const author = await findAt(world.source, `${world.wordpress.url}/author/ann/`);
  if (author?.kind !== "user" || author.posts === undefined) throw new Error("no author");
  expect(author.user).toMatchObject({ name: "Ann", handle: "ann", path: "/author/ann/" });
  expect(await titlesIn(world, author.posts.reference)).toEqual(["By Ann"]);
  expect(await titlesIn(world, "site")).toEqual(["Tagged", "By Ann"]);
});

it("more posts than one answer holds are read page by page", async () => {
  await using world = await openBlog();
  for (let count = 0; count < 130; count += 1) world.blog.addPost({ title: `Post ${count}` });
  expect(await titlesIn(world, "site", 120)).toHaveLength(120);
  expect(await titlesIn(world, "site", 300)).toHaveLength(130);
});

it("authors have names even if the blog shows no users", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  blog.hidesUsers = true;
  const { id: post } = blog.addPost({ title: "Tides" });
  expect(await source.readPost(`blog:post:${post}`, member)).toMatchObject({ author: undefined });
  expect(await findAt(world.source, `${world.wordpress.url}/author/alice-example/`)).toBeUndefined();
  expect(await source.readProfile?.("blog:user:2", member)).toBeUndefined();
});

it("an author of posts has a page, and nobody else", async () => {
  await using world = await openBlog();
  const { blog, source } = world;
  const { id: ann } = blog.addUser({ name: "Ann", description: "Writes about tides." });
  const { id: reader } = blog.addUser({ name: "Bob" });
  blog.addPost({ title: "Tides", author: ann });
  expect(await source.readProfile?.(`blog:user:${ann}`, member)).toMatchObject({
    author: { name: "Ann" },
    bio: { text: "Writes about tides." },
    counts: { blog: { posts: 1 } },
  });
  for (const none of [`blog:user:${reader}`, "blog:user:99", "blog:user:name-abc"] as const)
    expect(await source.readProfile?.(none, member)).toBeUndefined();
});
