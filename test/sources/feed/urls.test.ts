import { describe, expect, it } from "vitest";
import { originalId } from "../../../src/forum/reference.ts";
import { member } from "../loopback.ts";
import { findAt } from "../read-at.ts";
import { openWorld } from "./worlds.ts";

const poll = { priority: "poll" } as const;

describe("addresses of a site with feeds", () => {
  it.each([
    ["/2025/03/01/page-1", "post"],
    ["/2025/03/01/page-1/?utm_source=x&replytocom=1#respond", "post"],
    ["/2025/03/01/page-1/comment-page-3/#comments", "post"],
    ["/2025/03/01/page-1/comment-page-3/#comment-1", "comment"],
    ["/2025/03/01/page-1/#heading", "post"],
    ["/2025/03/01/page-1/feed/", "post"],
    ["/comments/feed/", "site"],
    ["/", "site"],
    ["/2025/03/01/page-1/#comment-99", undefined],
    ["/no-such-page/", undefined],
  ])("%s leads to a %s", async (path, kind) => {
    await using world = await openWorld();
    const { site, source } = world;
    site.addComment(site.addPage("Tides"), "Top.");
    const found = await findAt(source, site.url + path);
    expect(found?.kind).toBe(kind);
    if (found?.kind === "post")
      expect(found.post).toMatchObject({ title: "Tides", path: `${site.url}/2025/03/01/page-1/` });
  });

  it("means the same page by every spelling, also after a restart", async () => {
    await using world = await openWorld();
    const { site, source, openSource } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "Top.");
    const address = site.addressOf(page);
    const spellings = [address, address.slice(0, -1), `${address}?utm_medium=mail`, `${address}feed/`];
    const found = await Promise.all(spellings.map((spelling) => findAt(source, spelling)));
    const references = new Set(found.map((one) => (one?.kind === "post" ? one.post.reference : undefined)));
    expect(references.size).toBe(1);
    const [reference] = references;
    if (reference === undefined) throw new Error("no post");
    expect(originalId(reference)).toBeUndefined();
    expect(await openSource().readPost(reference, member)).toMatchObject({ title: "Tides" });
  });

  it("name comments that the bot has seen, even if the feed no longer has them", async () => {
    await using world = await openWorld({ window: 1 });
    const { site, source } = world;
    const page = site.addPage("Tides");
    const address = new URL(site.addressOf(site.addComment(page, "Top.")));
    expect(source.parseUrl(address)).toMatchObject({ kind: "writing", reference: undefined });
    const found = await findAt(source, address.href);
    if (found?.kind !== "comment") throw new Error("no comment");
    site.addComment(page, "Next.");
    const { reference } = found.comment;
    expect(source.parseUrl(address)).toMatchObject({ kind: "comment", reference });
    expect(await source.readComment(reference, member)).toBe("unknown");
  });

  it("may be the front page, which names the feed", async () => {
    await using world = await openWorld({ path: "" });
    const { site, source, asked } = world;
    site.addComment(site.addPage("Tides"), "Top.");
    const { cursor } = await source.readRecent("{}", poll);
    await source.readRecent(cursor, poll);
    expect(asked()).toEqual(["/ 200", "/comments/feed/ 200", "/comments/feed/ 304"]);
  });

  it("fail if they lead to no feed of comments", async () => {
    await using world = await openWorld({ path: "/2025/03/01/page-1", hasPageFeeds: false });
    const { site, source } = world;
    site.addPage("Tides");
    await expect(source.readRecent(undefined, poll)).rejects.toMatchObject({
      name: "SourceError",
      fault: "malformed",
    });
  });
});
