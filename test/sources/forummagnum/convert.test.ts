import type { CommentRecord } from "loopback-forum/records.ts";
import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/forum/comment.ts";
import { linkTo, member, openForum, sourceAt } from "../loopback.ts";

/** Reads one comment as a site returns it. */
async function readOne(
  site: string,
  given: Partial<CommentRecord> & { readonly html?: string; readonly markdown?: string },
  hideCommentKarma = false,
) {
  await using at = await openForum();
  const database = site === "eaforum" ? "eaforum" : "lesswrong";
  const { _id } = at.forum.addPost({ database, title: "A Post", hideCommentKarma, af: true });
  at.forum.addUser({ database, displayName: "Ann", profileImageId: "Profile/abc 1" });
  const { _id: id } = at.forum.addComment({ postId: _id, author: "Ann", af: true, ...given });
  const thread = await sourceAt(at.forum, site).readThread(`${database}:post:${_id}`, member);
  return { id, postId: _id, comment: thread?.comments[0] as Comment };
}

describe("a comment of a site", () => {
  it("has every fact that the site shows", async () => {
    const { id, postId, comment } = await readOne("lesswrong", {
      html: "<p>x²</p>",
      markdown: "$x^2$",
      baseScore: 12,
      extendedScore: { agreement: -3, agreementVoteCount: 5, reacts: {} },
      isPinnedOnProfile: true,
    });
    expect(comment).toEqual({
      reference: `lesswrong:comment:${id}`,
      thread: `lesswrong:post:${postId}`,
      parent: undefined,
      root: undefined,
      author: {
        reference: expect.stringMatching(/^lesswrong:user:\w{17}$/),
        identity: "account",
        handle: "ann",
        name: "Ann",
        avatarUrl: expect.stringMatching(
          /^https:\/\/res\.cloudinary\.com\/lesswrong-2-0\/.*\/Profile\/abc%201$/,
        ),
        path: "/users/ann",
      },
      postedAtMs: Date.parse("2025-06-01T12:00:00Z"),
      editedAtMs: Date.parse("2025-06-01T12:00:00Z"),
      body: { format: "html", dialect: "forummagnum", text: "<p>x²</p>", markdown: "$x^2$" },
      revision: "1.0.0",
      scores: { lesswrong: 12 },
      agreement: -3,
      reactions: [],
      visibility: "visible",
      isRetracted: false,
      isAnswer: false,
      isQuickTake: false,
      isPinned: true,
      shownOn: ["lesswrong", "alignmentforum"],
      path: `/posts/${postId}/a-post?commentId=${id}`,
    });
  });

  it("has the same reference on the Alignment Forum, with the score given there", async () => {
    const { id, comment } = await readOne("alignmentforum", { baseScore: 12, afBaseScore: 5 });
    expect(comment).toMatchObject({
      reference: `lesswrong:comment:${id}`,
      scores: { lesswrong: 12, alignmentforum: 5 },
    });
  });

  it("has its agreement from its reactions on the EA Forum", async () => {
    const agreement = async (extendedScore: Record<string, unknown> | null) =>
      (await readOne("eaforum", { extendedScore })).comment.agreement;
    expect(await agreement({ agree: 4, disagree: 1, love: 2 })).toBe(3);
    expect(await agreement({ disagree: 2 })).toBe(-2);
    expect(await agreement({ love: 2 })).toBeUndefined();
    expect(await agreement(null)).toBeUndefined();
  });

  it("has no score if the site hides it", async () => {
    const { comment } = await readOne("lesswrong", { baseScore: 9, extendedScore: { agreement: 2 } }, true);
    expect(comment).toMatchObject({ scores: {}, agreement: undefined, visibility: "visible" });
  });

  it("has no date of an edit if the site does not know one", async () => {
    const { comment } = await readOne("lesswrong", { lastEditedAt: null });
    expect(comment.editedAtMs).toBeUndefined();
  });

  it("may have no contents", async () => {
    const { comment } = await readOne("lesswrong", { contents: null });
    expect(comment).toMatchObject({ body: { text: "" }, revision: "", visibility: "visible" });
  });

  it("by an unreviewed author is shown where LessWrong shows it: before April 2023", async () => {
    const visibilityAt = async (postedAt: string) =>
      (await readOne("lesswrong", { postedAt, authorIsUnreviewed: true })).comment?.visibility;
    expect(await visibilityAt("2022-06-01T00:00:00.000Z")).toBe("visible");
    expect(await visibilityAt("2023-04-04T18:54:35.894Z")).toBe("visible");
    expect(await visibilityAt("2023-04-04T18:54:35.895Z")).toBeUndefined();
  });
});

describe("a post of a site", () => {
  it("has its authors and its place", async () => {
    await using at = await openForum();
    const tag = at.forum.addTag({ name: "Tides" });
    const ann = at.forum.addUser({ displayName: "Ann" });
    const bob = at.forum.addUser({ displayName: "Bob" });
    const { _id } = at.forum.addPost({
      ...{ title: "A Post", userId: ann._id, coauthorUserIds: [bob._id], tagIds: [tag._id] },
      ...{ html: `<p>${"Long. ".repeat(200)}</p><p>${"Longer. ".repeat(400)}</p>`, baseScore: 40 },
    });
    const post = await sourceAt(at.forum, "lesswrong").readPost(`lesswrong:post:${_id}`, member);
    expect(post).toMatchObject({
      title: "A Post",
      author: { name: "Ann" },
      coauthors: [{ name: "Bob" }],
      tags: [{ name: "Tides", slug: "tides", reference: `lesswrong:tag:${tag._id}` }],
      scores: { lesswrong: 40 },
      path: `/posts/${_id}/a-post`,
      visibility: "visible",
    });
    expect(post?.opening?.text).toMatch(/^<p>Long\./);
    expect(post?.opening?.text).not.toContain("Longer");
  });

  it.each(["rejected", "authorIsUnreviewed", "onlyVisibleToLoggedIn", "isFuture"])(
    "is hidden if %s",
    async (flag) => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({
        title: "Secret",
        author: "Ann",
        html: "<p>Secret</p>",
        [flag]: true,
      });
      const source = sourceAt(at.forum, "lesswrong");
      const post = await source.readPost(`lesswrong:post:${_id}`, member);
      expect(post?.visibility ?? "hidden").toBe("hidden");
      expect(JSON.stringify(post ?? {})).not.toMatch(/secret|Ann/i);
      const finding = source.find(linkTo({ kind: "post", by: "id", value: _id }), member);
      await expect(finding).rejects.toMatchObject({ fault: "not-public" });
    },
  );
});

describe("the Alignment Forum", () => {
  it("shows only its own comments of a thread", async () => {
    await using at = await openForum();
    const { _id } = at.forum.addPost({ af: true });
    const shared = at.forum.addComment({ postId: _id, af: true });
    at.forum.addComment({ postId: _id, af: false });
    const thread = await sourceAt(at.forum, "alignmentforum").readThread(`lesswrong:post:${_id}`, member);
    expect(thread?.comments.map(({ reference }) => reference)).toEqual([`lesswrong:comment:${shared._id}`]);
    expect(thread?.post?.commentCount).toBe(1);
  });
});
