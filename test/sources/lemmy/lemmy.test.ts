import { LemmySite, type LemmySiteOptions } from "loopback-sites/lemmy/lemmy-site.ts";
import { describe, expect, it } from "vitest";
import type { Site } from "../../../src/forum/site.ts";
import { openLemmy } from "../../../src/sources/lemmy/lemmy.ts";
import type { Source } from "../../../src/sources/source.ts";
import { describeContract, type SourceWorld } from "../contract.ts";
import { member } from "../loopback.ts";

const poll = { priority: "poll" } as const;

async function openWorld(options: LemmySiteOptions = {}) {
  const site = await LemmySite.open(options);
  const { url } = site;
  const instance: Site = {
    name: "lemmy",
    kind: "lemmy",
    title: "lemmy",
    database: "lemmy",
    url,
    apiUrl: url,
  };
  return {
    site,
    source: openLemmy(instance, { requestsPerMinute: 600_000, userAgent: "test" }),
    asked: () => site.http.requests.splice(0).map(({ path, query }) => `${path}?${query}`),
    [Symbol.asyncDispose]: () => site.close(),
  };
}

for (const api of [3, 4] as const)
  describeContract({ name: `Lemmy, version ${api} of its API`, open: () => openContractWorld(api) });

async function openContractWorld(api: 3 | 4): Promise<SourceWorld> {
  const { site, source } = await openWorld({ api });
  const commentAt = (address: string) => {
    const comment = site.comments.find((one) => site.addressOf(one) === address);
    if (comment === undefined) throw new Error(`no comment at ${address}`);
    return comment;
  };
  return {
    source,
    addPost: (title) => site.addressOf(site.addPost(title)),
    addComment(to, text) {
      const place = [...site.posts, ...site.comments].find((one) => site.addressOf(one) === to);
      if (place === undefined) throw new Error(`nothing at ${to}`);
      return site.addressOf(site.addComment(place, text));
    },
    edit: (comment, text) => site.edit(commentAt(comment), text),
    delete(comment) {
      commentAt(comment).isDeleted = true;
    },
    holdBack(comment) {
      commentAt(comment).isRemoved = true;
    },
    requests: () => site.http.requests.length,
    [Symbol.asyncDispose]: () => site.close(),
  };
}

async function findAt(source: Source, address: string) {
  const link = source.parseUrl(new URL(address));
  return link && (await source.find(link, member));
}

async function postAt(source: Source, address: string) {
  const found = await findAt(source, address);
  if (found?.kind !== "post") throw new Error(`no post at ${address}`);
  return found.post;
}

async function threadAt(source: Source, address: string) {
  const thread = await source.readThread((await postAt(source, address)).reference, member);
  if (thread === undefined) throw new Error(`no thread at ${address}`);
  return thread;
}

describe.each([3, 4] as const)("a source of Lemmy by version %i of the API", (api) => {
  it("reads a post with its comments, its community and its votes", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const creator = site.addPerson("ann", { home: "elsewhere.test" });
    creator.displayName = "Ann E.";
    const community = site.addCommunity("tides");
    const post = site.addPost("Tides", { community, url: "https://moon.test/", body: "*Look.*" });
    Object.assign(post, { isLocked: true, score: 7 });
    const top = site.addComment(post, "The **moon**.", { creator });
    top.score = -2;
    const reply = site.addComment(site.addComment(top, "Yes."), "No.");
    const thread = await threadAt(source, site.addressOf(post));
    expect(thread.post).toMatchObject({
      title: "Tides",
      isClosed: true,
      scores: { lemmy: 7 },
      commentCount: 3,
      tags: [{ slug: "tides", name: "TIDES" }],
      opening: { format: "markdown", text: "https://moon.test/\n\n*Look.*" },
      path: `/post/${post.id}`,
    });
    expect(thread.completeness).toEqual({ kind: "complete" });
    const [first, , last] = thread.comments;
    expect(first).toMatchObject({
      author: { handle: "ann@elsewhere.test", name: "Ann E.", path: "/u/ann@elsewhere.test" },
      body: { format: "markdown", dialect: "lemmy", text: "The **moon**." },
      scores: { lemmy: -2 },
      postedAtMs: top.atMs,
      editedAtMs: top.atMs,
    });
    expect(last).toMatchObject({
      parent: `lemmy:comment:${reply.path[1]}`,
      root: first?.reference,
      parentPath: `/post/${post.id}/${reply.path[1]}`,
    });
  });

  it("reads a thread page by page, and never as a tree, which the instance would cut", async () => {
    await using world = await openWorld({ api });
    const { site, source, asked } = world;
    const post = site.addPost("Tides");
    for (let number = 0; number < 120; number += 1) site.addComment(post, `Number ${number}.`);
    const { reference } = await postAt(source, site.addressOf(post));
    asked();
    expect((await source.readThread(reference, member))?.comments).toHaveLength(120);
    const lists = asked().filter((address) => address.includes("/comment/list"));
    expect(lists).toHaveLength(3);
    expect(lists.join()).not.toContain("max_depth");
  });

  it("shows tombstones without author and words, and says when a comment was purged", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const post = site.addPost("Tides");
    const [deleted, removed, left, purged] = ["One.", "Two.", "*Permanently Deleted*", "Four."].map((text) =>
      site.addComment(post, text),
    );
    if (!deleted || !removed || !left || !purged) throw new Error("no comments");
    deleted.isDeleted = true;
    removed.isRemoved = true;
    site.purge(purged);
    const { comments } = await threadAt(source, site.addressOf(post));
    expect(comments.map(({ visibility, author, body }) => [visibility, author, body.text])).toEqual(
      [deleted, removed, left].map(() => ["deleted", undefined, ""]),
    );
    expect(await source.readComment(`lemmy:comment:${purged.id}`, member)).toBe("gone");
    removed.isRemoved = false;
    expect(await source.readComment(`lemmy:comment:${removed.id}`, member)).toMatchObject({
      visibility: "visible",
      body: { text: "Two." },
    });
  });

  it("hides everything on a post or in a community that was removed", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const post = site.addPost("Tides");
    const comment = site.addComment(post, "Secret.");
    const { reference } = await postAt(source, site.addressOf(post));
    post.community.isRemoved = true;
    expect(await source.readThread(reference, member)).toBeUndefined();
    expect(await source.readPost(reference, member)).toMatchObject({ visibility: "hidden", title: "" });
    const read = await source.readComment(`lemmy:comment:${comment.id}`, member);
    expect(read).toMatchObject({ visibility: "hidden", author: undefined, body: { text: "" } });
  });

  it("finds communities and people, of this instance and of others", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const far = { home: "elsewhere.test" };
    for (const options of [{}, far]) {
      site.addCommunity("tides", options);
      site.addPerson("ann", options).bio = "I *measure*.";
    }
    for (const home of ["", "@elsewhere.test"]) {
      for (const path of [`/c/tides${home}`, `/feeds/c/tides${home}.xml?sort=New`])
        expect(await findAt(source, site.url + path)).toMatchObject({
          kind: "tag",
          tag: { slug: `tides${home}` },
          path: `/c/tides${home}`,
        });
      const found = await findAt(source, `${site.url}/u/ann${home}`);
      if (found?.kind !== "user") throw new Error("no user");
      expect(found.user).toMatchObject({ handle: `ann${home}`, identity: "account" });
      expect(await source.readProfile?.(found.user.reference, member)).toMatchObject({
        bio: { text: "I *measure*." },
        counts: { lemmy: { comments: 0, posts: 0 } },
      });
    }
    expect(source.parseName("@ann@elsewhere.test")).toMatchObject({ handle: "ann@elsewhere.test" });
    expect(source.parseName("two words")).toBeUndefined();
    expect(await findAt(source, `${site.url}/u/nobody`)).toBeUndefined();
  });

  it("lists the posts of a community and everything that a person wrote, in pages of any length", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const [community, other] = [site.addCommunity("tides"), site.addCommunity("other")];
    const creator = site.addPerson("bob");
    const post = site.addPost("Tides", { community });
    site.addPost("Other", { community: other });
    for (let number = 0; number < 60; number += 1) site.addComment(post, `Number ${number}.`, { creator });
    const posts = await source.readPosts?.(`lemmy:tag:${community.id}`, { ...member, limit: 5 });
    expect(posts?.map(({ title }) => title)).toEqual(["Tides"]);
    const read: string[] = [];
    let after: string | undefined;
    do {
      const page = await source.readCommentsByUser?.(`lemmy:user:${creator.id}`, {
        ...{ ...member, limit: 25 },
        ...(after === undefined ? {} : { after }),
      });
      read.push(...(page?.comments ?? []).map(({ body }) => body.text));
      after = page?.next;
    } while (after !== undefined);
    expect(read).toHaveLength(60);
    expect([read[0], read[59]]).toEqual(["Number 59.", "Number 0."]);
  });

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

  it("reads around a broken record, which does not count as gone", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const post = site.addPost("Tides");
    const broken = site.addComment(post, "Broken.");
    site.addComment(post, "Whole.");
    const { reference } = await postAt(source, site.addressOf(post));
    site.http.inject({
      kind: "altered",
      match: ({ path }) => path.endsWith("/comment/list"),
      alter: (text) => text.replace('"content":"Broken."', '"content":7'),
    });
    const thread = await source.readThread(reference, member);
    expect(thread?.comments.map(({ body }) => body.text)).toEqual(["Whole."]);
    expect(thread?.unreadable).toEqual([`lemmy:comment:${broken.id}`]);
    expect(source.health().unreadableRecords).toBe(1);
  });
});

describe("addresses of an instance of Lemmy", () => {
  it.each([
    ["/post/9", { kind: "post", reference: "lemmy:post:9" }],
    ["/post/9/38", { kind: "comment", reference: "lemmy:comment:38" }],
    ["/comment/38", { kind: "comment", reference: "lemmy:comment:38" }],
    ["/c/rust", { kind: "tag", lookup: "rust" }],
    ["/c/rust@lemmy.test", { kind: "tag", lookup: "rust@lemmy.test" }],
    ["/u/ann%40lemmy.test", { kind: "user", handle: "ann@lemmy.test" }],
    ["/feeds/local.xml", { kind: "site" }],
    ["/", { kind: "site" }],
    ["/post/nine", undefined],
    ["/modlog/3", undefined],
    ["/u/two words", undefined],
  ])("%s", async (path, link) => {
    await using world = await openWorld();
    const { site, source } = world;
    const parsed = source.parseUrl(new URL(site.url + path));
    if (link === undefined) expect(parsed).toBeUndefined();
    else expect(parsed).toMatchObject(link);
  });
});

describe("an instance of Lemmy that refuses", () => {
  it("a request because there were too many is left alone", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    site.addPost("Tides");
    await source.readRecent(undefined, poll);
    const body = '{"error":"rate_limit_error"}';
    site.http.inject({ kind: "status", status: 400, body, headers: { "content-type": "application/json" } });
    await expect(source.readRecent(undefined, poll)).rejects.toMatchObject({ fault: "outage" });
    expect(source.health().pausedUntilMs).toBeGreaterThan(0);
  });

  it("by a page for browsers is left alone, and nothing counts as gone", async () => {
    await using world = await openWorld();
    const { site, source } = world;
    const post = site.addPost("Tides");
    const { reference } = await postAt(source, site.addressOf(post));
    site.http.inject({ kind: "html-challenge", status: 403 });
    await expect(source.readThread(reference, member)).rejects.toMatchObject({ fault: "outage" });
    expect(source.health().pausedUntilMs).toBeGreaterThan(0);
  });
});
