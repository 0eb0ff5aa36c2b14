import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { openWorld } from "./world.ts";

const poll = { priority: "poll" } as const;

describe.each([3, 4] as const)("a poll of Lemmy by version %i of the API", (api) => {
  it("reports what arrives late from another instance, and what was edited or removed among the newest", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const post = site.addPost("Tides");
    const [first, second] = [site.addComment(post, "One."), site.addComment(post, "Two.")];
    let { cursor } = await source.readRecent(undefined, poll);
    site.addComment(post, "Late.", { atMs: first.atMs - 50 * 60_000 });
    site.addComment(post, "Older than anyone remembers.", { atMs: first.atMs - 90 * 60_000 });
    site.edit(first, "One, really.");
    second.isRemoved = true;
    const recent = await source.readRecent(cursor, poll);
    expect(recent.comments.map(({ body }) => body.text).sort()).toEqual(["", "Late.", "One, really."]);
    ({ cursor } = recent);
    expect((await source.readRecent(cursor, poll)).comments).toEqual([]);
  });

  it("reads as many pages as there is news, and reports a gap if there is more", async () => {
    await using world = await openWorld({ api });
    const { site, source, asked } = world;
    const post = site.addPost("Tides");
    site.addComment(post, "Old.");
    const { cursor } = await source.readRecent(undefined, poll);
    for (let number = 0; number < 120; number += 1) site.addComment(post, `Number ${number}.`);
    asked();
    const some = await source.readRecent(cursor, poll);
    expect([some.comments.length, some.hasGap, asked().length]).toEqual([120, false, 3]);
    for (let number = 0; number < 400; number += 1) site.addComment(post, `Again ${number}.`);
    expect((await source.readRecent(some.cursor, poll)).hasGap).toBe(true);
  });

  it("reads ten new posts in a poll, and leaves the others to the list of posts", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    site.addComment(site.addPost("Tides"), "Old.");
    const { cursor } = await source.readRecent(undefined, poll);
    for (let number = 0; number < 12; number += 1) site.addComment(site.addPost(`Post ${number}`), "Words.");
    expect((await source.readRecent(cursor, poll)).posts).toHaveLength(10);
    expect(await source.readPosts?.("site", { ...member, limit: 20 })).toHaveLength(13);
  });
});
