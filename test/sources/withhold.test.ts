import { describe, expect, it } from "vitest";
import { withheldComment, withheldPost } from "../../src/forum/withheld.ts";
import { UserError } from "../../src/language/user-error.ts";
import type { Source } from "../../src/sources/source.ts";
import { withholdOptedOut } from "../../src/sources/withhold.ts";
import { linkTo, member, openForum, sourceAt } from "./loopback.ts";

/** Matches everything by Ann, in any field. */
const theirs = /ann[ -]tide|ann's/i;

/**
 * Opens a thread of Ann's post and one of Bob's, with comments by both in each, Ann's sequence and her contribution to a wiki page.
 */
async function openThreads() {
  const at = await openForum();
  const { forum } = at;
  const ann = forum.addUser({ displayName: "Ann Tide", bio: "Ann's bio" });
  const bob = forum.addUser({ displayName: "Bob Reef" });
  const tag = forum.addTag({ name: "Tides" });
  const before = await sourceAt(forum, "lesswrong").readRecent(undefined, member);
  at.pass(1_000);
  const html = "<p>Ann's words.</p>";
  const hers = forum.addPost({ title: "Ann's title", html, userId: ann._id });
  const his = forum.addPost({ title: "Reefs", html: "<p>Reefs.</p>", userId: bob._id });
  const comments = [hers, his].map(({ _id: postId }) => {
    const top = forum.addComment({ postId, userId: ann._id, html });
    forum.addComment({ postId, parentCommentId: top._id, userId: bob._id, html: "<p>Bob's words.</p>" });
    return top;
  });
  const sequence = forum.addSequence({
    userId: ann._id,
    title: "Ann's sequence",
    postIds: [hers._id, his._id],
  });
  forum.addRevision({ tagId: tag._id, userId: ann._id });
  at.pass(60_000);
  const optedOut = `lesswrong:user:${ann._id}`;
  const open = sourceAt(forum, "lesswrong");
  const source = withholdOptedOut(open, (author) => author === optedOut) as typeof open;
  return { at, source, cursor: before.cursor, ann, bob, tag, hers, his, comments, sequence };
}

type Threads = Awaited<ReturnType<typeof openThreads>>;

/** Every way of reading that can meet Ann's records without asking for them. */
const passing: Readonly<Record<string, (source: Required<Source>, threads: Threads) => Promise<unknown>>> = {
  "the thread of another's post": (source, { his }) => source.readThread(`lesswrong:post:${his._id}`, member),
  "the thread of their post": async (source, { hers }) => {
    const thread = await source.readThread(`lesswrong:post:${hers._id}`, member);
    // The addresses of other people's comments are the site's own, and contain the words of the title.
    return thread && { ...thread, comments: thread.comments.map(({ path, ...comment }) => comment) };
  },
  "a subtree": (source, { comments }) =>
    source.readSubtree(`lesswrong:comment:${comments[1]?._id ?? ""}`, member),
  "a post": (source, { hers }) => source.readPost(`lesswrong:post:${hers._id}`, member),
  "a comment": (source, { comments }) =>
    source.readComment(`lesswrong:comment:${comments[1]?._id ?? ""}`, member),
  "another's comments": async (source, { bob }) => {
    const page = await source.readCommentsByUser(`lesswrong:user:${bob._id}`, { ...member, limit: 10 });
    const without = ({ path, ...comment }: (typeof page.comments)[number]) => comment;
    return { ...page, comments: page.comments.map(without), parents: page.parents.map(without) };
  },
  "a sequence": (source, { sequence }) => source.readSequence(`lesswrong:sequence:${sequence._id}`, member),
  "the newest posts": (source) => source.readPosts("site", { ...member, limit: 10 }),
  "a poll": async (source, { cursor }) => {
    const recent = await source.readRecent(cursor, member);
    const without = ({ path, ...comment }: (typeof recent.comments)[number]) => comment;
    return { ...recent, comments: recent.comments.map(without), parents: recent.parents.map(without) };
  },
};

describe("the writing of an author who opted out", () => {
  it.each(Object.entries(passing))("does not pass with %s", async (_, read) => {
    const threads = await openThreads();
    await using _forum = threads.at;
    const [open, gated] = [sourceAt(threads.at.forum, "lesswrong"), threads.source];
    expect(JSON.stringify(await read(open, threads))).toMatch(theirs);
    const passed = JSON.stringify(await read(gated, threads));
    expect(passed).not.toMatch(theirs);
    expect(passed.length).toBeGreaterThan(2);
  });

  it("leaves the words of others in place", async () => {
    const { at, source, hers } = await openThreads();
    await using _forum = at;
    const thread = await source.readThread(`lesswrong:post:${hers._id}`, member);
    expect(thread?.post).toMatchObject({ visibility: "withheld", path: `/posts/${hers._id}` });
    expect(thread?.comments.map(({ visibility, body }) => [visibility, body.text]).sort()).toEqual([
      ["visible", "<p>Bob's words.</p>"],
      ["withheld", ""],
    ]);
  });

  it("loses fields that only older versions of the bot stored", async () => {
    const { at, hers, comments } = await openThreads();
    await using _forum = at;
    const source = sourceAt(at.forum, "lesswrong");
    const stored = <T>(record: T): T => ({ ...record, linkUrl: "https://example.org/ann-tide" });
    const post = await source.readPost(`lesswrong:post:${hers._id}`, member);
    const comment = await source.readComment(`lesswrong:comment:${comments[1]?._id ?? ""}`, member);
    if (post === undefined || typeof comment === "string") throw new Error("the forum lost a record");
    expect(withheldPost(stored(post))).toEqual(withheldPost(post));
    expect(withheldComment(stored(comment))).toEqual(withheldComment(comment));
  });

  it("is refused with the reason when it is requested by name", async () => {
    const { at, source, ann, hers, comments } = await openThreads();
    await using _forum = at;
    const user = `lesswrong:user:${ann._id}` as const;
    const page = { ...member, limit: 10 };
    for (const read of [
      () => source.find(linkTo({ kind: "user", slug: ann.slug }), member),
      () => source.find(linkTo({ kind: "post", by: "id", value: hers._id }), member),
      () => source.find(linkTo({ kind: "comment", by: "id", value: comments[0]?._id ?? "" }), member),
      () => source.readProfile(user, member),
      () => source.readCommentsByUser(user, page),
      () => source.readSequencesByUser(user, page),
      () => source.readWikiContributions(user, page),
    ])
      await expect(read()).rejects.toThrow(UserError);
  });
});
