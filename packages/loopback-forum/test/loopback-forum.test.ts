import { describe, expect, it } from "vitest";
import { LoopbackForum } from "../src/loopback-forum.ts";

interface Answer {
  readonly data?: {
    readonly [field: string]: null | {
      readonly results: readonly { readonly _id: string }[];
      readonly totalCount?: number;
      readonly result?: { readonly user?: unknown };
    };
  };
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

async function ask(forum: LoopbackForum, site: string, query: string, variables = {}): Promise<Answer> {
  const response = await fetch(`${forum.apiUrl(site)}/graphql`, {
    method: "POST",
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const list = (terms: object, field = "comments") =>
  [
    `query($listTerms: JSON) { ${field}(input: { terms: $listTerms }) { results { _id } } }`,
    { listTerms: terms },
  ] as const;

async function idsOf(forum: LoopbackForum, site: string, terms: object): Promise<readonly string[]> {
  const { data } = await ask(forum, site, ...list(terms));
  return data?.comments?.results.map(({ _id }) => _id) ?? [];
}

/** Opens a forum with one post in each database and twelve comments, a second apart. */
async function openForum(database: string) {
  let ms = Date.parse("2025-06-01T12:00:00Z");
  const forum = await LoopbackForum.open({ now: () => ms });
  const post = forum.addPost({ database, af: true });
  const comments: string[] = [];
  for (let count = 0; count < 12; count += 1) {
    ms += 1000;
    comments.push(forum.addComment({ postId: post._id, author: "Ann", af: count % 2 === 0 })._id);
  }
  return { forum, post, comments, now: () => ms, [Symbol.asyncDispose]: () => forum.close() };
}

describe("the loopback forum behaves like the real one", () => {
  it("returns five recent comments without a limit", async () => {
    await using at = await openForum("lesswrong");
    const recent = await idsOf(at.forum, "lesswrong", { view: "allRecentComments" });
    expect(recent).toEqual(at.comments.toReversed().slice(0, 5));
  });

  it("refuses to skip more than 2,000", async () => {
    await using at = await openForum("lesswrong");
    const { errors } = await ask(at.forum, "lesswrong", ...list({ offset: 2001 }));
    expect(errors?.[0]?.message).toBe("Exceeded maximum value for skip");
  });

  it("counts all matches only if the page is full", async () => {
    await using at = await openForum("lesswrong");
    const query = `query($listTerms: JSON) {
      comments(input: { terms: $listTerms, enableTotal: true }, enableTotal: true) { results { _id } totalCount }
    }`;
    const total = async (limit: number, offset: number) =>
      (await ask(at.forum, "lesswrong", query, { listTerms: { limit, offset } })).data?.comments?.totalCount;
    expect([await total(5, 0), await total(50, 0), await total(5, 10)]).toEqual([12, 12, 2]);
  });

  it("serves the default list for an unknown view", async () => {
    await using at = await openForum("lesswrong");
    expect(await idsOf(at.forum, "lesswrong", { view: "nonsense" })).toHaveLength(12);
    expect(await idsOf(at.forum, "lesswrong", { postId: "nothing" })).toHaveLength(12);
  });

  it("refuses a variable that contradicts a term of the same name", async () => {
    await using at = await openForum("lesswrong");
    const query = "query($limit: JSON) { comments(input: { terms: $limit }) { results { _id } } }";
    const { errors } = await ask(at.forum, "lesswrong", query, { limit: { limit: 3 } });
    expect(errors?.[0]?.message).toBe("app.conflicting_term_and_resolver_arg_keys");
  });

  it("knows time windows on LessWrong and ignores them on the EA Forum", async () => {
    const counts: Record<string, number> = {};
    for (const site of ["lesswrong", "eaforum"]) {
      await using at = await openForum(site);
      const after = new Date(at.now() - 2500).toISOString();
      counts[site] = (await idsOf(at.forum, site, { view: "allRecentComments", after, limit: 50 })).length;
    }
    expect(counts).toEqual({ lesswrong: 3, eaforum: 12 });
  });

  it("knows `selector` on LessWrong and refuses it on the EA Forum", async () => {
    const query = "query { comments(selector: { allRecentComments: {} }, limit: 3) { results { _id } } }";
    await using at = await openForum("lesswrong");
    expect((await ask(at.forum, "lesswrong", query)).data?.comments?.results).toHaveLength(3);
    expect((await ask(at.forum, "eaforum", query)).errors?.[0]?.message).toContain("selector");
  });

  it("lists on the Alignment Forum only what is on it, and returns anything by id", async () => {
    await using at = await openForum("lesswrong");
    expect(await idsOf(at.forum, "alignmentforum", { limit: 50 })).toHaveLength(6);
    const query = "query($id: String) { comment(input: { selector: { _id: $id } }) { result { _id } } }";
    const { data } = await ask(at.forum, "alignmentforum", query, { id: at.comments[1] });
    expect(data?.comment?.result).toEqual({ _id: at.comments[1] });
  });

  it("leaves answers and everything below them out of a post's comments", async () => {
    await using at = await openForum("lesswrong");
    const answer = at.forum.addComment({ postId: at.post._id, answer: true });
    const reply = at.forum.addComment({ parentCommentId: answer._id });
    const postId = at.post._id;
    expect(await idsOf(at.forum, "lesswrong", { view: "postCommentsOld", postId })).toEqual(at.comments);
    const answers = await idsOf(at.forum, "lesswrong", { view: "answersAndReplies", postId });
    expect(answers.toSorted()).toEqual([answer._id, reply._id].toSorted());
  });

  it("puts pinned comments first on a profile and tombstones last on a post", async () => {
    await using at = await openForum("lesswrong");
    const [first = "", second = ""] = at.comments;
    at.forum.changeComment(second, (comment) => Object.assign(comment, { isPinnedOnProfile: true }));
    const userId = at.forum.database("lesswrong").comments.get(first)?.userId;
    expect((await idsOf(at.forum, "lesswrong", { view: "profileComments", userId }))[0]).toBe(second);
    at.forum.deleteComment(first, { isPublic: true });
    const listed = await idsOf(at.forum, "lesswrong", { view: "postCommentsOld", postId: at.post._id });
    expect(listed.at(-1)).toBe(first);
    expect(await idsOf(at.forum, "lesswrong", { view: "allRecentComments", limit: 50 })).not.toContain(first);
  });

  it("returns deleted comments without words, and without author on the EA Forum", async () => {
    const authors: Record<string, unknown> = {};
    for (const site of ["lesswrong", "eaforum"]) {
      await using at = await openForum(site);
      const [id = ""] = at.comments;
      at.forum.deleteComment(id);
      const query = `query($id: String) {
        comment(input: { selector: { _id: $id } }) { result { htmlBody contents { html } author user { displayName } } }
      }`;
      const { data } = await ask(at.forum, site, query, { id });
      expect(data?.comment?.result).toMatchObject({ htmlBody: null, contents: null, author: null });
      authors[site] = data?.comment?.result?.user;
    }
    expect(authors).toEqual({ lesswrong: { displayName: "Ann" }, eaforum: null });
  });

  it("leaves out records that a visitor may not read only after applying the limit", async () => {
    await using at = await openForum("lesswrong");
    for (const onlyVisibleToLoggedIn of [false, true, true]) at.forum.addPost({ onlyVisibleToLoggedIn });
    const posts = async (limit: number) =>
      (await ask(at.forum, "lesswrong", ...list({ view: "new", limit }, "posts"))).data?.posts?.results
        .length;
    expect([await posts(3), await posts(4)]).toEqual([1, 2]);
    at.forum.refuse(at.post._id, { message: "Not for you." });
    expect(await posts(4)).toBe(1);
    const userId = at.forum.addUser()._id;
    const tag = at.forum.addTag({ deleted: true });
    for (const tagId of [at.forum.addTag()._id, tag._id, tag._id]) at.forum.addRevision({ tagId, userId });
    const terms = { view: "revisionsByUser", userId, limit: 3 };
    const { data } = await ask(at.forum, "lesswrong", ...list(terms, "revisions"));
    expect(data?.revisions?.results).toHaveLength(1);
  });

  it("refuses a request by id for a record that a visitor may not read, in its own or given words", async () => {
    await using at = await openForum("lesswrong");
    const query = "query($id: String) { post(input: { selector: { _id: $id } }) { result { _id } } }";
    const refusalOf = async (id: string) => {
      const { data, errors } = await ask(at.forum, "lesswrong", query, { id });
      expect(data).toEqual({ post: null });
      expect(errors?.[0]?.path).toEqual(["post"]);
      return errors?.[0];
    };
    const { _id } = at.forum.addPost({ onlyVisibleToLoggedIn: true });
    expect(await refusalOf(_id)).toMatchObject({ message: "This post is only visible to logged-in users." });
    at.forum.refuse(at.post._id, { message: "Not for you.", code: "FORBIDDEN" });
    expect(await refusalOf(at.post._id)).toMatchObject({
      message: "Not for you.",
      extensions: { code: "FORBIDDEN" },
    });
    at.forum.allow(at.post._id);
    expect((await ask(at.forum, "lesswrong", query, { id: at.post._id })).errors).toBeUndefined();
  });

  it("answers null for a failing field, and for whatever must not lack it", async () => {
    await using at = await openForum("lesswrong");
    const query =
      "query($listTerms: JSON) { comments(input: { terms: $listTerms }) { results { FIELD _id } } }";
    const answer = (field: string) =>
      ask(at.forum, "lesswrong", query.replace("FIELD", field), { listTerms: { limit: 3 } });
    const nowhere = at.forum.addComment({ postedAt: new Date(at.now() + 1).toISOString() });
    const message = `Unable to find document for comment: ${nowhere._id}`;
    const { data, errors } = await answer("pageUrlRelative");
    expect(data?.comments?.results).toMatchObject([
      { _id: nowhere._id, pageUrlRelative: null },
      { pageUrlRelative: expect.stringContaining("/posts/") },
      {},
    ]);
    expect(errors).toMatchObject([{ message, path: ["comments", "results", 0, "pageUrlRelative"] }]);
    at.forum.failField(nowhere._id, "voteCount", { message: "Unrecognized format" });
    expect((await answer("voteCount")).data).toEqual({ comments: null });
  });

  it("can be told to answer anything", async () => {
    await using at = await openForum("lesswrong");
    at.forum.inject({
      kind: "altered",
      alter: (key, value) => (key === "_id" ? 17 : key === "" ? { ...(value as object), errors: [] } : value),
    });
    const { data, errors } = await ask(at.forum, "lesswrong", ...list({ limit: 1 }));
    expect([data, errors]).toEqual([{ comments: { results: [{ _id: 17 }] } }, []]);
  });

  it("tells listeners what changed", async () => {
    await using at = await openForum("lesswrong");
    const changes: string[] = [];
    at.forum.onChange((change) => changes.push(change.kind));
    const { _id } = at.forum.addComment({ postId: at.post._id });
    at.forum.editComment(_id, "<p>Other</p>");
    at.forum.moveComment(_id, { parentCommentId: at.comments[0] ?? "" });
    at.forum.deleteComment(_id);
    expect(changes).toEqual(["comment-added", "comment-changed", "comment-changed", "comment-deleted"]);
    expect(at.forum.database("lesswrong").comments.get(_id)).toMatchObject({
      topLevelCommentId: at.comments[0],
    });
  });
});

describe("a saved forum", () => {
  it("continues with the same records, and never reuses their ids", async () => {
    const before = await LoopbackForum.open();
    const post = before.addPost({ title: "Kept", author: "Ines" });
    const comment = before.addComment({ postId: post._id });
    const saved = before.save();
    before.editComment(comment._id, "<p>Later.</p>");
    await before.close();

    const after = await LoopbackForum.open({ content: saved });
    const { comments, posts } = after.database("lesswrong");
    expect(posts.get(post._id)?.title).toBe("Kept");
    expect(comments.get(comment._id)?.contents?.html).toBe("<p>A comment.</p>");
    const added = after.addComment({ postId: post._id });
    expect([post._id, comment._id, post.userId]).not.toContain(added._id);
    await after.close();
  });
});
