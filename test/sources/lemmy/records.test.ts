import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { postAt, threadAt } from "../read-at.ts";
import { openWorld } from "./world.ts";

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
