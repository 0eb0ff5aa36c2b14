import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { findAt } from "../read-at.ts";
import { openWorld } from "./worlds.ts";

const poll = { priority: "poll" } as const;
const sweep = { priority: "sweep" } as const;
const hour = 60 * 60_000;

describe("a source of feeds is a polite reader", () => {
  it("asks whether the feed has changed, and at its new address once it has moved", async () => {
    await using world = await openWorld();
    const { site, source, asked } = world;
    site.addComment(site.addPage("Tides"), "Top.");
    const { cursor } = await source.readRecent(undefined, poll);
    await source.readRecent(cursor, poll);
    expect(asked()).toEqual(["/comments/feed 301", "/comments/feed/ 200", "/comments/feed/ 304"]);
  });

  it("reads the whole feed once an hour, because a blog may not tell that a comment was edited", async () => {
    await using world = await openWorld({ validators: "by-date" });
    const { site, source, asked, pass } = world;
    const comment = site.addComment(site.addPage("Tides"), "Before.");
    const { cursor } = await source.readRecent(undefined, poll);
    site.edit(comment, "After.");
    expect((await source.readRecent(cursor, poll)).comments).toEqual([]);
    pass(hour);
    expect((await source.readRecent(cursor, poll)).comments).toMatchObject([
      { body: { text: "<p>After.</p>" } },
    ]);
    expect(asked().slice(-2)).toEqual(["/comments/feed/ 304", "/comments/feed/ 200"]);
  });

  it("leaves the feed alone for as long as it asks, two hours at most", async () => {
    await using world = await openWorld({ ttl: 600 });
    const { source, asked, pass } = world;
    const { cursor } = await source.readRecent(undefined, poll);
    asked();
    pass(2 * hour - 1);
    await source.readRecent(cursor, poll);
    expect(asked()).toEqual([]);
    pass(1);
    await source.readRecent(cursor, poll);
    expect(asked()).toHaveLength(1);
  });

  it("lets sweeps wait for ten minutes, but no member", async () => {
    await using world = await openWorld();
    const { site, source, asked, pass } = world;
    site.addComment(site.addPage("Tides"), "Top.");
    await source.readPosts?.("site", { ...sweep, limit: 5 });
    asked();
    await source.readPosts?.("site", { ...sweep, limit: 5 });
    expect(asked()).toEqual([]);
    await findAt(source, `${site.url}/`);
    expect(asked()).toEqual(["/comments/feed/ 304"]);
    pass(10 * 60_000);
    await source.readPosts?.("site", { ...sweep, limit: 5 });
    expect(asked()).toEqual(["/comments/feed/ 304"]);
  });

  it("identifies itself and fetches no other host", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    site.http.inject({
      kind: "altered",
      alter: (text) => text.replaceAll(`${site.url}/2025`, "http://elsewhere.example/2025"),
      times: 9,
    });
    const page = site.addPage("Tides");
    site.addComment(page, "Top.");
    const { cursor } = await source.readRecent("{}", poll);
    site.addComment(page, "New.");
    const { comments } = await source.readRecent(cursor, poll);
    const [thread] = comments.map((comment) => comment.thread);
    if (thread === undefined) throw new Error("nothing new");
    expect(await source.readThread(thread, member)).toMatchObject({
      post: { title: "elsewhere.example/2025/03/01/page-1" },
      comments: [{ path: "http://elsewhere.example/2025/03/01/page-1/#comment-2" }, {}],
    });
    expect(new Set(site.http.requests.map(({ headers }) => headers["user-agent"]))).toEqual(
      new Set(["test"]),
    );
  });
});
