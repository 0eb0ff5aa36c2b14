import { expect, it } from "vitest";
import { member } from "../loopback.ts";
import { openPublication, poll } from "./world.ts";

it("names the threads whose number of comments changed", async () => {
  await using world = await openPublication();
  const { content, source } = world;
  const [one, two] = ["One", "Two"].map((title) => content.addPost({ title })) as [number, number];
  const id = content.addComment({ post: one });
  const start = await source.readRecent(undefined, poll);
  expect(world.asked()).toEqual(["/api/v1/archive?sort=new&search=&offset=0&limit=12"]);
  content.addComment({ post: two });
  const added = await source.readRecent(start.cursor, poll);
  expect(added.changedThreads).toEqual([world.post(two)]);
  content.delete(id);
  const deleted = await source.readRecent(added.cursor, poll);
  expect(deleted.changedThreads).toEqual([world.post(one)]);
  content.edit(content.addComment({ post: one }), "Edited.");
  content.post(two).title = "Renamed";
  const renamed = await source.readRecent(deleted.cursor, poll);
  expect(renamed.threads.map(({ title }) => title)).toEqual(["Renamed"]);
  expect(renamed.changedThreads).toEqual([world.post(one)]);
});

it("follows the publication from one host to the other, and asks no host twice in vain", async () => {
  await using world = await openPublication();
  const { content, source, substack } = world;
  const post = content.addPost({ title: "Tides" });
  const { cursor } = await source.readRecent(undefined, poll);
  substack.moveTo("platform");
  content.addComment({ post });
  world.asked();
  const recent = await source.readRecent(cursor, poll);
  expect(recent).toMatchObject({ changedThreads: [world.post(post)], hasGap: false });
  expect(world.asked()).toHaveLength(2);
  expect((await source.readRecent(recent.cursor, poll)).changedThreads).toEqual([]);
  expect(substack.domain.requests).toHaveLength(0);
  substack.moveTo("domain");
  expect((await source.readRecent(recent.cursor, poll)).changedThreads).toEqual([]);
});

it("follows no redirect to a host that the operator did not name", async () => {
  await using world = await openPublication();
  const location = "https://elsewhere.example/";
  world.substack.domain.inject({ kind: "redirect", status: 301, location });
  await expect(world.source.readRecent(undefined, poll)).rejects.toMatchObject({
    fault: "refused",
    message: expect.stringContaining("https://elsewhere.example,"),
  });
});

it("reads further back after a pause, and reports a gap if that is too far", async () => {
  await using world = await openPublication();
  const { content, source, pass } = world;
  content.addPost({ title: "First" });
  const { cursor } = await source.readRecent(undefined, poll);
  const add = (number: number) => {
    for (let index = 0; index < number; index += 1) {
      pass(1_000);
      content.addPost({ title: `Post ${index}` });
    }
  };
  add(30);
  world.asked();
  const far = await source.readRecent(cursor, poll);
  expect(world.asked()).toHaveLength(3);
  expect(far.posts.map(({ title }) => title).slice(0, 2)).toEqual(["Post 0", "Post 1"]);
  expect([far.posts.length, far.hasGap]).toEqual([30, false]);
  add(70);
  expect((await source.readRecent(far.cursor, poll)).hasGap).toBe(true);
});

it("does not mistake an old post for a new one when a newer one is deleted", async () => {
  await using world = await openPublication();
  const { content, source, pass } = world;
  const ids = Array.from({ length: 14 }, (_, index) => {
    pass(1_000);
    return content.addPost({ title: `Post ${index}` });
  });
  const { cursor } = await source.readRecent(undefined, poll);
  content.posts.delete(ids.at(-1) ?? 0);
  const recent = await source.readRecent(cursor, poll);
  expect([recent.posts, recent.changedThreads, recent.hasGap]).toEqual([[], [], false]);
});

it("lists as many posts as asked for, though each answer has twelve", async () => {
  await using world = await openPublication();
  for (let index = 0; index < 30; index += 1) world.content.addPost({ title: `Post ${index}` });
  const posts = (await world.source.readPosts?.("site", { ...member, limit: 26 })) ?? [];
  expect(posts).toHaveLength(26);
  expect(posts[0]?.title).toBe("Post 29");
});

it("leaves the publication alone as long as it asks for that", async () => {
  await using world = await openPublication();
  const { source, substack, pass } = world;
  substack.domain.inject({
    kind: "status",
    status: 429,
    headers: { "retry-after": "120" },
    body: "Too Many Requests",
  });
  await expect(source.readRecent(undefined, poll)).rejects.toMatchObject({ fault: "outage" });
  await expect(source.readRecent(undefined, poll)).rejects.toMatchObject({ fault: "outage" });
  expect(substack.requestCount).toBe(1);
  pass(121_000);
  expect((await source.readRecent(undefined, poll)).hasGap).toBe(false);
});
