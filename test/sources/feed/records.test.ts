import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { findAt, threadAt } from "../read-at.ts";
import { openWorld } from "./worlds.ts";

const poll = { priority: "poll" } as const;

describe("a source of feeds", () => {
  it.each(["rss", "atom", "rdf", "json"] as const)("reads comments in %s", async (format) => {
    await using world = await openWorld({ format });
    const { site, source } = world;
    site.addComment(site.addPage("Tides & tables"), "The <em>moon</em> &amp; the sun.", {
      author: "Ann & Bob",
    });
    const found = await findAt(source, `${site.url}/2025/03/01/page-1`);
    if (found?.kind !== "post") throw new Error("no post");
    expect(found.post).toMatchObject({ title: "Tides & tables", path: `${site.url}/2025/03/01/page-1/` });
    expect(found.post.plainPath).toBe(`${site.url}/?p=1`);
    const thread = await source.readThread(found.post.reference, member);
    expect(thread?.completeness).toEqual({ kind: "window" });
    expect(thread?.comments).toMatchObject([
      {
        author: { identity: "name", name: "Ann & Bob" },
        postedAtMs: Date.parse("2025-03-01T12:01:00Z"),
        body: { format: "html", text: "<p>The <em>moon</em> &amp; the sun.</p>" },
        path: `${site.url}/2025/03/01/page-1/#comment-1`,
        scores: {},
      },
    ]);
  });

  it("says when a comment was edited, if the feed does", async () => {
    for (const [format, editedAt] of [
      ["atom", "2025-03-01T12:02:00Z"],
      ["json", "2025-03-01T12:02:00Z"],
      ["rss", undefined],
    ] as const) {
      await using world = await openWorld({ format });
      const { site, source } = world;
      site.edit(site.addComment(site.addPage("Tides"), "Before."), "After.");
      const { cursor } = await source.readRecent("{}", poll);
      site.addComment(site.addPage("Other"), "Words.");
      await source.readRecent(cursor, poll);
      const found = await findAt(source, `${site.url}/2025/03/01/page-1/#comment-1`);
      if (found?.kind !== "comment") throw new Error("no comment");
      expect(found.comment.editedAtMs).toBe(editedAt && Date.parse(editedAt));
    }
  });

  it.each(["rss", "atom"] as const)(
    "turns the line that names the parent into a parent, even if the feed no longer has it (%s)",
    async (format) => {
      await using world = await openWorld({ format, window: 1 });
      const { site, source } = world;
      const page = site.addPage("Tides");
      const parent = site.addComment(page, "Top.", { author: "Ann" });
      const before = await findAt(source, site.addressOf(parent));
      site.addComment(page, "Reply.", { parent });
      const found = await findAt(source, `${site.url}/2025/03/01/page-1/#comment-2`);
      if (found?.kind !== "comment" || before?.kind !== "comment") throw new Error("no comment");
      expect(found.comment.body.text).toBe("<p>Reply.</p>");
      expect(found.comment.parent).toBe(before.comment.reference);
      expect(found.comment.parentPath).toBe(site.addressOf(parent));
    },
  );

  it("keeps a link to another comment that its author wrote", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const page = site.addPage("Tides");
    const address = site.addressOf(site.addComment(page, "Top."));
    const words = `See <a href="${address}" rel="ugc">this</a>.`;
    site.addComment(page, words);
    const { comments } = await threadAt(source, site.addressOf(page));
    expect(comments.map(({ body, parent }) => [body.text, parent])).toEqual([
      [`<p>${words}</p>`, undefined],
      ["<p>Top.</p>", undefined],
    ]);
  });

  it("never passes on the password form that stands in the place of a text", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "Secret.");
    page.isLocked = true;
    const { cursor } = await source.readRecent("{}", poll);
    site.addComment(page, "Secret too.");
    expect((await source.readRecent(cursor, poll)).comments).toEqual([]);
    expect((await threadAt(source, site.addressOf(page))).comments).toEqual([]);
  });
});

describe("a page", () => {
  it("is read from the site's feed if it names none", async () => {
    await using world = await openWorld({ hasPageFeeds: false });
    const { site, source } = world;
    const [page, other] = [site.addPage("Tides"), site.addPage("Other")];
    site.addComment(page, "Here.");
    site.addComment(other, "There.");
    const { comments } = await threadAt(source, site.addressOf(page));
    expect(comments.map(({ body }) => body.text)).toEqual(["<p>Here.</p>"]);
  });

  it("shows more of its comments than the site's feed", async () => {
    await using world = await openWorld({ window: 2 });
    const { site, source } = world;
    const [page, other] = [site.addPage("Tides"), site.addPage("Other")];
    site.addComment(page, "One.");
    site.addComment(page, "Two.");
    for (const text of ["Three.", "Four."]) site.addComment(other, text);
    expect((await threadAt(source, site.addressOf(page))).comments).toHaveLength(2);
  });

  it("that is gone is distinguished from one that fails", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "Top.");
    const { post } = await threadAt(source, site.addressOf(page));
    if (post === undefined) throw new Error("no post");
    site.http.inject({ kind: "status", status: 500 });
    await expect(source.readThread(post.reference, member)).rejects.toMatchObject({ fault: "outage" });
    page.isTrashed = true;
    expect(await source.readThread(post.reference, member)).toBeUndefined();
    expect(await source.readPost(post.reference, member)).toBeUndefined();
  });
});
