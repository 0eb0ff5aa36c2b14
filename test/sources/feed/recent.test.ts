import { describe, expect, it } from "vitest";
import { openWorld } from "./worlds.ts";

const poll = { priority: "poll" } as const;

describe("a poll of a feed", () => {
  it("reports a comment as new only once, even if it comes back into the window", async () => {
    await using world = await openWorld({ window: 2 });
    const { site, source } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "One.");
    site.addComment(page, "Two.");
    let { cursor } = await source.readRecent(undefined, poll);
    const three = site.addComment(page, "Three.");
    ({ cursor } = await source.readRecent(cursor, poll));
    site.remove(three);
    const recent = await source.readRecent(cursor, poll);
    expect([recent.comments, recent.hasGap]).toEqual([[], false]);
  });

  it("reports a gap when nothing that it knows is left in the window", async () => {
    await using world = await openWorld({ window: 2 });
    const { site, source } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "One.");
    const { cursor } = await source.readRecent(undefined, poll);
    for (const text of ["Two.", "Three.", "Four."]) site.addComment(page, text);
    const recent = await source.readRecent(cursor, poll);
    expect(recent.hasGap).toBe(true);
    expect(recent.comments.map(({ body }) => body.text)).toEqual(["<p>Three.</p>", "<p>Four.</p>"]);
  });

  it("reports the parents of new comments, and pages that it has not seen, oldest first", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const parent = site.addComment(site.addPage("Tides"), "Top.");
    const { cursor } = await source.readRecent(undefined, poll);
    const [second, third] = [site.addPage("Second"), site.addPage("Third")];
    site.addComment(third, "Words.");
    site.addComment(second, "Words.");
    const [page] = site.pages.values();
    if (page !== undefined) site.addComment(page, "Reply.", { parent });
    const recent = await source.readRecent(cursor, poll);
    expect(recent.parents.map(({ body }) => body.text)).toEqual(["<p>Top.</p>"]);
    expect(recent.posts.map(({ title }) => title)).toEqual(["Third", "Second"]);
    expect((await source.readRecent(recent.cursor, poll)).posts).toEqual([]);
  });

  it("asks again for a page that failed, and forgets one that is gone", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    site.addComment(site.addPage("Tides"), "Top.");
    const { cursor } = await source.readRecent(undefined, poll);
    site.addComment(site.addPage("Failing"), "Words.");
    site.http.inject({ kind: "status", status: 500, match: ({ path }) => path.includes("page-2") });
    const failed = await source.readRecent(cursor, poll);
    expect([failed.posts, failed.comments.length]).toEqual([[], 1]);
    const again = await source.readRecent(failed.cursor, poll);
    expect(again.posts).toEqual([]);
    site.addComment(site.addPage("Next"), "Words.");
    const next = await source.readRecent(again.cursor, poll);
    expect(next.posts.map(({ title }) => title)).toEqual(["Next"]);
  });
});

describe("a source of feeds whose site fails", () => {
  it.each([
    ["a page that checks the browser", { kind: "html-challenge" }, "malformed"],
    ["half of the feed, as if it were whole", { kind: "malformed" }, "malformed"],
    ["a redirect to another host", { kind: "redirect", location: "http://elsewhere.example/" }, "refused"],
    ["an error", { kind: "status", status: 500 }, "outage"],
    ["a request for a pause", { kind: "status", status: 429, headers: { "retry-after": "60" } }, "outage"],
    ["a closed connection", { kind: "cut", times: 3 }, "outage"],
  ] as const)("loses nothing to %s", async (_name, fault, expected) => {
    await using world = await openWorld();
    const { site, source, pass } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "Old.");
    const { cursor } = await source.readRecent(undefined, poll);
    site.addComment(page, "New.");
    site.http.inject(fault);
    await expect(source.readRecent(cursor, poll)).rejects.toMatchObject({ fault: expected });
    pass(60 * 60_000);
    const recent = await source.readRecent(cursor, poll);
    expect(recent.comments.map(({ body }) => body.text)).toEqual(["<p>New.</p>"]);
    expect(recent.hasGap).toBe(false);
  });
});
