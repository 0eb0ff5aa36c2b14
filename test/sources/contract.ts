import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/forum/comment.ts";
import { longestReference, parseReference, type Reference } from "../../src/forum/reference.ts";
import type { Link } from "../../src/sources/link.ts";
import type { Recent, Source } from "../../src/sources/source.ts";
import { member } from "./loopback.ts";
import { findAt, postAt, threadAt } from "./read-at.ts";

/** A site with some content that a test can change, and the source that reads it. */
export interface SourceWorld extends AsyncDisposable {
  readonly source: Source;
  /** Adds a post; returns its address. Some sites show it only once there is a comment on it. */
  addPost(title: string): string;
  /** Adds a comment on the post at this address, or below the comment at it; returns the comment's address. */
  addComment(to: string, text: string): string;
  edit(comment: string, text: string): void;
  delete(comment: string): void;
  /** Hides a comment from visitors for now. */
  holdBack(comment: string): void;
  /** Number of requests that the site has answered. */
  requests(): number;
}

export interface TestedSource {
  readonly name: string;
  open(): Promise<SourceWorld>;
}

const poll = { priority: "poll" } as const;

/** The contract of every source. Tests of abilities that a source does not declare are skipped. */
export function describeContract({ name, open }: TestedSource): void {
  describe(`a source of ${name}`, async () => {
    await using declaring = await open();
    describePromises(declaring.source, open);
  });
}

function describePromises(declared: Source, open: TestedSource["open"]): void {
  const { capabilities } = declared;
  const can = (method: keyof Source) => typeof declared[method] === "function";
  /** Marks a test that needs an ability. If the ability is missing, the name of the test says so. */
  const needs = (isThere: boolean, lacking: string) => ({
    it: (promise: string, test: () => Promise<void>) =>
      it.skipIf(!isThere)(isThere ? promise : `${promise} (this source has no ${lacking})`, test),
  });

  it("can read everything that it declares can be followed", async () => {
    await using world = await open();
    const { targets, bios, mostAtOnce } = capabilities;
    expect(world.source.capabilities).toEqual(capabilities);
    expect(can("readCommentsByUser")).toBe(targets.includes("user"));
    expect(can("readComments")).toBe(mostAtOnce > 1);
    if (bios) expect(can("readProfile")).toBe(true);
    expect(can("readSequence")).toBe(targets.includes("sequence"));
    expect(can("readPosts")).toBe(targets.includes("tag") || targets.includes("site"));
  });

  it("understands the addresses of its site, and no others", async () => {
    await using world = await open();
    const { source } = world;
    const post = world.addPost("Tides");
    const comment = world.addComment(post, "Words.");
    expect(linkAt(source, post).kind).toMatch(/^(post|writing)$/);
    expect(linkAt(source, comment).kind).toMatch(/^(comment|writing)$/);
    expect(source.parseUrl(new URL("https://example.org/t/1"))).toBeUndefined();
    for (const text of ["", "two words", "🙂"]) expect(source.parseId(text)).toEqual([]);
    expect(source.acceptedUrls.length).toBeGreaterThan(0);
  });

  it("finds the record that an address names", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    const comment = world.addComment(post, "Words.");
    expect(await world.source.find(linkAt(world.source, post), member)).toMatchObject({
      kind: "post",
      post: { title: "Tides", visibility: "visible" },
    });
    const found = await world.source.find(linkAt(world.source, comment), member);
    expect(found).toMatchObject({ kind: "comment", post: { title: "Tides" } });
    world.delete(comment);
    const gone = await world.source.find(linkAt(world.source, comment), member);
    expect(JSON.stringify(gone ?? {})).not.toContain("Words.");
  });

  it("reads a thread, with the parent of each comment", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    const top = world.addComment(post, "Top.");
    world.addComment(top, "Reply.");
    const thread = await threadAt(world.source, post);
    const [first, second] = ["Top.", "Reply."].map((text) => withText(thread.comments, text));
    expect(thread.comments).toHaveLength(2);
    expect(second?.parent).toBe(first?.reference);
    expect(first?.parent).toBeUndefined();
    expect(thread.post).toMatchObject({ title: "Tides" });
    for (const { reference, thread: of } of thread.comments) {
      expect(of).toBe(thread.post?.reference);
      expect(parseReference(reference)).toMatchObject({ kind: "comment" });
      expect(reference.length).toBeLessThanOrEqual(longestReference);
      expect(reference).not.toContain("|");
    }
  });

  it("counts no fewer comments than it lists", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    world.addComment(post, "Words.");
    const { comments, completeness } = await threadAt(world.source, post);
    if (completeness.kind === "partial") expect(completeness.total).toBeGreaterThan(comments.length);
    else expect(comments).toHaveLength(1);
  });

  needs(can("readSubtree"), "parts of threads").it("reads a comment with everything below it", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    const top = world.addComment(post, "Top.");
    world.addComment(post, "Beside.");
    world.addComment(world.addComment(top, "Reply."), "Deep.");
    const subtree = await world.source.readSubtree?.(await commentAt(world, top), member);
    expect(subtree?.comments[0]?.body.text).toContain("Top.");
    expect(subtree?.comments.map(({ body }) => /Top|Reply|Deep/.exec(body.text)?.[0]).sort()).toEqual([
      "Deep",
      "Reply",
      "Top",
    ]);
  });

  needs(capabilities.deletions === "by-id", "answers about single comments").it(
    "says that a comment is gone, without its words",
    async () => {
      await using world = await open();
      const post = world.addPost("Tides");
      const address = world.addComment(post, "Secret.");
      const reference = await commentAt(world, address);
      world.delete(address);
      const answer = await world.source.readComment(reference, member);
      if (typeof answer === "string") expect(answer).toBe("gone");
      else expect(answer.visibility).not.toBe("visible");
      expect(JSON.stringify(answer)).not.toContain("Secret.");
      expect(JSON.stringify(await threadAt(world.source, post))).not.toContain("Secret.");
    },
  );

  it("passes on no word that visitors may not see", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    const { cursor } = await world.source.readRecent(undefined, poll);
    const address = world.addComment(post, "Secret.");
    const reference = await commentAt(world, address);
    world.holdBack(address);
    const answers = [
      await world.source.readComment(reference, member),
      await world.source.readThread((await postAt(world.source, post)).reference, member),
      await world.source.readSubtree?.(reference, member),
      await world.source.readRecent(cursor, poll),
    ];
    expect(JSON.stringify(answers)).not.toContain("Secret.");
    expect(answers[0]).not.toMatchObject({ visibility: "visible" });
  });

  it("reports news, or where to find it, once in a poll", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    world.addComment(post, "Old.");
    const start = await world.source.readRecent(undefined, poll);
    expect([start.comments, start.changedThreads, start.posts, start.hasGap]).toEqual([[], [], [], false]);
    const before = world.requests();
    world.addComment(post, "New.");
    const first = await world.source.readRecent(start.cursor, poll);
    expect(world.requests() - before).toBe(1);
    expect(await toldOf(world, first)).toContain("New.");
    expect(first.posts).toEqual([]);
    const second = await world.source.readRecent(first.cursor, poll);
    expect(await toldOf(world, second)).toBe("");
    expect(second.hasGap).toBe(false);
    expect(second.isCursorUnreadable ?? false).toBe(false);
  });

  needs(capabilities.edits === "in-poll", "edits in polls").it("reports an edit in a poll", async () => {
    await using world = await open();
    const address = world.addComment(world.addPost("Tides"), "Before.");
    const { cursor } = await world.source.readRecent(undefined, poll);
    world.edit(address, "After.");
    expect(await toldOf(world, await world.source.readRecent(cursor, poll))).toContain("After.");
  });

  needs(capabilities.edits !== "never", "edits").it("returns the current text", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    const address = world.addComment(post, "Before.");
    const [before] = (await threadAt(world.source, post)).comments;
    world.edit(address, "After.");
    const [after] = (await threadAt(world.source, post)).comments;
    expect(after?.reference).toBe(before?.reference);
    expect(after?.body.text).toContain("After.");
  });

  it("starts over from a cursor that it cannot read, and says that something may be missing", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    const { cursor, comments, hasGap, isCursorUnreadable } = await world.source.readRecent("{}", poll);
    expect([comments, hasGap, isCursorUnreadable]).toEqual([[], true, true]);
    world.addComment(post, "New.");
    expect(await toldOf(world, await world.source.readRecent(cursor, poll))).toContain("New.");
  });

  needs(can("readComments"), "lists of comments by their ids").it(
    "returns several comments at once",
    async () => {
      await using world = await open();
      const post = world.addPost("Tides");
      const [one, two] = ["One.", "Two."].map((text) => world.addComment(post, text));
      const asked = [await commentAt(world, one ?? ""), await commentAt(world, two ?? "")];
      world.delete(two ?? "");
      const batch = await world.source.readComments?.(asked, member);
      expect(batch?.comments.map(({ reference }) => reference)).toEqual(asked.slice(0, 1));
      expect(batch?.unreadable).toEqual([]);
    },
  );

  needs(can("readCommentsByUser"), "comments by author").it("lists an author's comments", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    world.addComment(post, "Words.");
    const [comment] = (await threadAt(world.source, post)).comments;
    const author = comment?.author?.reference;
    if (author === undefined) throw new Error("the comment has no author");
    const page = await world.source.readCommentsByUser?.(author, { ...member, limit: 5 });
    expect(page?.comments.map(({ reference }) => reference)).toEqual([comment?.reference]);
  });

  needs(capabilities.targets.includes("site"), "list of its posts").it("lists new posts", async () => {
    await using world = await open();
    world.addComment(world.addPost("First"), "Words.");
    const { cursor } = await world.source.readRecent(undefined, poll);
    world.addComment(world.addPost("Second"), "Words.");
    const posts = (await world.source.readPosts?.("site", { ...member, limit: 1 })) ?? [];
    expect(posts).toHaveLength(1);
    const recent = await world.source.readRecent(cursor, poll);
    expect(recent.posts.map(({ title }) => title)).toEqual(["Second"]);
  });

  it("returns the scores and the kind of authors that it declares", async () => {
    await using world = await open();
    const post = world.addPost("Tides");
    world.addComment(post, "Words.");
    const thread = await threadAt(world.source, post);
    const [comment] = thread.comments;
    const hasScore = (scores: object) => Object.keys(scores).length > 0;
    expect(hasScore(comment?.scores ?? {})).toBe(capabilities.scores.comments);
    expect(hasScore(thread.post?.scores ?? {})).toBe(capabilities.scores.posts);
    const identity = capabilities.authors === "accounts" ? "account" : "name";
    expect(comment?.author?.identity).toBe(identity);
  });
}

function linkAt(source: Source, address: string): Link {
  const link = source.parseUrl(new URL(address));
  if (link === undefined) throw new Error(`not understood: ${address}`);
  return link;
}

async function commentAt({ source }: SourceWorld, address: string): Promise<Reference<"comment">> {
  const found = await findAt(source, address);
  if (found?.kind !== "comment") throw new Error(`no comment: ${address}`);
  return found.comment.reference;
}

function withText(comments: readonly Comment[], text: string): Comment | undefined {
  return comments.find(({ body }) => body.text.includes(text));
}

/** Reads the text of everything that a poll reports. */
async function toldOf({ source }: SourceWorld, recent: Recent): Promise<string> {
  const read = recent.changedThreads.map((thread) => source.readThread(thread, member));
  const threads = await Promise.all(read);
  const comments = [...recent.comments, ...threads.flatMap((thread) => thread?.comments ?? [])];
  return comments.map(({ body }) => body.text).join("\n");
}
