import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommentHistory } from "../../src/archive/comment-shelf.ts";
import { renewComment, renewHistory } from "../../src/archive/old-records.ts";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import type { Author } from "../../src/forum/author.ts";
import type { Comment } from "../../src/forum/comment.ts";
import type { Post } from "../../src/forum/post.ts";
import type { Profile } from "../../src/forum/profile.ts";
import { sourceHash } from "../../src/mirror/plan.ts";
import { authorOf, bodyOf, commentOf } from "../mirror/comment.ts";

/** An author as the bot stored it until 2026-11-30. */
const oldAuthor = {
  reference: "lesswrong:user:ada",
  slug: "ada",
  name: "Ada",
  avatarUrl: undefined,
} as unknown as Author;
const author = JSON.parse(JSON.stringify(authorOf("ada", "Ada")));

/** A comment's text as the bot stored it until then. */
function oldComment(html: string, markdown: string): Comment {
  const { body: _, ...comment } = commentOf("a");
  return { ...comment, html, markdown } as unknown as Comment;
}

describe("a record stored by an older version of the bot", () => {
  let archive: Archive;
  beforeEach(async () => {
    archive = await openArchive("sqlite::memory:", { onError: () => undefined });
  });
  afterEach(async () => {
    await archive.close();
  });

  it("has an author with an account and a page", async () => {
    await archive.users.put([oldAuthor]);
    expect(await archive.users.get("lesswrong:user:ada")).toMatchObject(author);
    await archive.comments.put([commentOf("a", { author: oldAuthor })]);
    const kept = await archive.comments.get("lesswrong:comment:a");
    expect(kept?.author).toEqual(author);
  });

  it("has its text, and its earlier text, as HTML of ForumMagnum", async () => {
    const html = "<p>x²</p>";
    const body = { format: "html", dialect: "forummagnum", text: html, markdown: "$x^2$" };
    await archive.comments.put([oldComment(html, "$x^2$")]);
    expect((await archive.comments.get("lesswrong:comment:a"))?.body).toEqual(body);
    await archive.comments.put([commentOf("a", { html: "<p>y</p>" })]);
    const [text] = await archive.comments.earlierTexts("lesswrong:comment:a");
    expect(text).toEqual({ body, revision: "1.0.0" });
    const old = { html, markdown: "$x^2$", revision: "1.0.0" };
    const history = { reference: "lesswrong:comment:a", texts: [old] } as unknown as CommentHistory;
    expect(renewHistory(history).texts).toEqual([text]);
  });

  it("keeps its text, so nothing is mistaken for an edit", () => {
    const comment = commentOf("a", { html: "<p>Words.</p>" });
    expect(sourceHash(renewComment(oldComment("<p>Words.</p>", "")))).toBe(sourceHash(comment));
  });

  it("has a post's opening, and a profile's bio and numbers", async () => {
    const post = { reference: "lesswrong:post:p", coauthors: [], opening: "<p>It begins.</p>", path: "/" };
    await archive.posts.put([post as unknown as Post]);
    expect((await archive.posts.get("lesswrong:post:p"))?.opening).toEqual(bodyOf("<p>It begins.</p>"));
    const profile = {
      reference: oldAuthor.reference,
      author: oldAuthor,
      bioHtml: "<p>Me.</p>",
      bioMarkdown: "Me.",
      counts: { karma: 9, posts: 1 },
      alignmentCounts: { karma: 2, posts: 0 },
      wikiContributions: 3,
    };
    await archive.profiles.put([profile as unknown as Profile]);
    const kept = await archive.profiles.get("lesswrong:user:ada");
    expect(kept?.bio).toEqual({ ...bodyOf("<p>Me.</p>"), markdown: "Me." });
    expect(kept?.counts).toEqual({
      lesswrong: { karma: 9, posts: 1, wikiContributions: 3 },
      alignmentforum: { karma: 2, posts: 0, wikiContributions: 3 },
    });
  });

  it("has its scores on the sites that show it", async () => {
    const { scores: _, shownOn: __, ...record } = commentOf("a");
    const old = { ...record, score: 12, alignmentScore: 5, isAlignment: true } as unknown as Comment;
    await archive.comments.put([old]);
    const kept = await archive.comments.get("lesswrong:comment:a");
    expect(kept).toEqual({
      ...JSON.parse(JSON.stringify(commentOf("a"))),
      scores: { lesswrong: 12, alignmentforum: 5 },
      shownOn: ["lesswrong", "alignmentforum"],
      readAtMs: expect.any(Number),
    });
    expect(kept && sourceHash(kept)).toBe(sourceHash(commentOf("a")));
  });

  it("has no score if the site hid it", async () => {
    const { scores: _, shownOn: __, ...record } = commentOf("a");
    const old = { ...record, isAlignment: true } as unknown as Comment;
    await archive.comments.put([old]);
    expect(await archive.comments.get("lesswrong:comment:a")).toMatchObject({
      scores: {},
      shownOn: ["lesswrong", "alignmentforum"],
    });
  });

  it("has the addresses of its parent and of a post without its title", async () => {
    const answer = { ...oldComment("<p>x</p>", ""), parent: "lesswrong:comment:up" } as const;
    await archive.comments.put([answer]);
    const kept = await archive.comments.get("lesswrong:comment:a");
    expect(kept?.parentPath).toBe("/posts/thePost/slug?commentId=up");
    const post = { reference: "lesswrong:post:p", coauthors: [], opening: "", path: "/posts/p/its-title" };
    await archive.posts.put([post as unknown as Post]);
    expect((await archive.posts.get("lesswrong:post:p"))?.plainPath).toBe("/posts/p");
  });

  it("has a post that counts as open to comments, because nothing else was recorded", async () => {
    const post = { reference: "lesswrong:post:p", coauthors: [], opening: "", path: "/posts/p" };
    await archive.posts.put([post as unknown as Post]);
    expect((await archive.posts.get("lesswrong:post:p"))?.isClosed).toBe(false);
  });

  it("is also converted when the whole archive is read", async () => {
    await archive.comments.put([
      commentOf("a", { author: oldAuthor }),
      commentOf("b", { author: undefined }),
    ]);
    const batches = await Array.fromAsync(archive.comments.batches(10));
    expect(batches.flat().map((comment) => comment.author)).toEqual([author, undefined]);
  });
});
