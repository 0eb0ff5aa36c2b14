import { describe, expect, it } from "vitest";
import { originalId } from "../../../src/forum/reference.ts";
import type { Found, Source } from "../../../src/sources/source.ts";
import { describeContract, type SourceWorld } from "../contract.ts";
import { member } from "../loopback.ts";
import { openWorld } from "./worlds.ts";

const poll = { priority: "poll" } as const;
const sweep = { priority: "sweep" } as const;
const hour = 60 * 60_000;

for (const format of ["rss", "atom"] as const)
  describeContract({ name: `feeds in ${format}`, open: () => openContractWorld(format) });

async function openContractWorld(format: "rss" | "atom"): Promise<SourceWorld> {
  const { site, source } = await openWorld({ format });
  const commentAt = (address: string) => {
    const comment = site.commentAt(address);
    if (comment === undefined) throw new Error(`no comment at ${address}`);
    return comment;
  };
  return {
    source,
    addPost: (title) => site.addressOf(site.addPage(title)),
    addComment(to, text) {
      const parent = site.commentAt(to);
      const page = site.pageAt(to);
      if (page === undefined) throw new Error(`no page at ${to}`);
      return site.addressOf(site.addComment(page, text, parent === undefined ? {} : { parent }));
    },
    edit: (comment, text) => site.edit(commentAt(comment), text),
    delete: (comment) => site.remove(commentAt(comment)),
    holdBack(comment) {
      commentAt(comment).isHeld = true;
    },
    requests: () => site.http.requests.length,
    [Symbol.asyncDispose]: () => site.close(),
  };
}

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
    const { comments } = await threadOf(source, site.addressOf(page));
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
    expect((await threadOf(source, site.addressOf(page))).comments).toEqual([]);
  });

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

describe("a page", () => {
  it("is read from the site's feed if it names none", async () => {
    await using world = await openWorld({ hasPageFeeds: false });
    const { site, source } = world;
    const [page, other] = [site.addPage("Tides"), site.addPage("Other")];
    site.addComment(page, "Here.");
    site.addComment(other, "There.");
    const { comments } = await threadOf(source, site.addressOf(page));
    expect(comments.map(({ body }) => body.text)).toEqual(["<p>Here.</p>"]);
  });

  it("shows more of its comments than the site's feed", async () => {
    await using world = await openWorld({ window: 2 });
    const { site, source } = world;
    const [page, other] = [site.addPage("Tides"), site.addPage("Other")];
    site.addComment(page, "One.");
    site.addComment(page, "Two.");
    for (const text of ["Three.", "Four."]) site.addComment(other, text);
    expect((await threadOf(source, site.addressOf(page))).comments).toHaveLength(2);
  });

  it("that is gone is told from one that fails", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const page = site.addPage("Tides");
    site.addComment(page, "Top.");
    const { post } = await threadOf(source, site.addressOf(page));
    if (post === undefined) throw new Error("no post");
    site.http.inject({ kind: "status", status: 500 });
    await expect(source.readThread(post.reference, member)).rejects.toMatchObject({ fault: "outage" });
    page.isTrashed = true;
    expect(await source.readThread(post.reference, member)).toBeUndefined();
    expect(await source.readPost(post.reference, member)).toBeUndefined();
  });
});

async function findAt(source: Source, address: string): Promise<Found | undefined> {
  const link = source.parseUrl(new URL(address));
  return link && (await source.find(link, member));
}

async function threadOf(source: Source, address: string) {
  const found = await findAt(source, address);
  if (found?.kind !== "post") throw new Error(`no post at ${address}`);
  const thread = await source.readThread(found.post.reference, member);
  if (thread === undefined) throw new Error(`no thread at ${address}`);
  return thread;
}
