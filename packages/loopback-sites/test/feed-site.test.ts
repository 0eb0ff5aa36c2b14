import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FeedSite } from "../src/feed/feed-site.ts";

describe("a loopback blog with feeds", () => {
  let site: FeedSite;
  const open = async (options = {}) => {
    site = await FeedSite.open(options);
  };
  const textOf = async (path: string) => await (await fetch(site.url + path)).text();
  beforeEach(() => open());
  afterEach(() => site.close());

  it("lists its newest comments, without those that wait for a moderator", async () => {
    await site.close();
    await open({ window: 2 });
    const page = site.addPage("Tides & tables");
    for (const text of ["One.", "Two.", "Three."]) site.addComment(page, text);
    site.addComment(page, "Held.").isHeld = true;
    const feed = await textOf("/comments/feed/");
    expect(feed).toContain("Comment on Tides &amp; tables by Bob");
    expect(feed.match(/(?<=<p>)(?:One|Two|Three|Held)/g)).toEqual(["Three", "Two"]);
  });

  it("names its feeds on its pages, and has no page that was trashed", async () => {
    const page = site.addPage("Tides");
    expect(await textOf("/2025/03/01/page-1/")).toContain(`${site.url}/2025/03/01/page-1/feed/`);
    page.isTrashed = true;
    expect((await fetch(site.addressOf(page))).status).toBe(404);
    expect((await fetch(`${site.addressOf(page)}feed/`)).status).toBe(404);
  });

  it.each([
    ["by-content", 200],
    ["by-date", 304],
  ] as const)("tells edits by its validators %s: %i", async (validators, status) => {
    await site.close();
    await open({ validators });
    const comment = site.addComment(site.addPage("Tides"), "Before.");
    const etag = (await fetch(site.feedUrl)).headers.get("etag") ?? "";
    const again = () => fetch(site.feedUrl, { headers: { "if-none-match": etag } });
    expect((await again()).status).toBe(304);
    site.edit(comment, "After.");
    expect((await again()).status).toBe(status);
  });

  it("writes the parent into an answer, and a form in place of a locked text", async () => {
    const page = site.addPage("Tides");
    const parent = site.addComment(page, "Top.", { author: "Ann" });
    site.addComment(page, "Reply.", { parent });
    const line = `<p>In reply to <a href="${site.addressOf(parent)}">Ann</a>.</p>\n<p>Reply.</p>`;
    expect(await textOf("/comments/feed/")).toContain(line);
    page.isLocked = true;
    const locked = await textOf("/comments/feed/");
    expect(locked).toContain("post-password-form");
    expect(locked).not.toMatch(/Top\.|Reply\./);
  });
});
