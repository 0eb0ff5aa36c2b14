import { describe, expect, it } from "vitest";
import { noBody } from "../../../src/forum/body.ts";
import { longestReference, referenceId } from "../../../src/forum/reference.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { linkTo, member, openForum, sourceAt } from "../loopback.ts";

const ids = (comments: readonly { readonly reference: `${string}:${string}:${string}` }[]) =>
  comments.map((comment) => comment.reference.split(":")[2]).sort();

/** Tests the answers of any ForumMagnum site. */
export function describeSource(name: string): void {
  const database = knownSites.find((site) => site.name === name)?.database ?? name;
  const af = name === "alignmentforum";
  const post = (id: string) => `${database}:post:${id}` as const;
  const comment = (id: string) => `${database}:comment:${id}` as const;

  describe(`reading a thread of ${name}`, () => {
    it("takes one request for a post with comments, answers and replies to both", async () => {
      await using at = await openForum();
      const question = at.forum.addPost({
        database,
        question: true,
        title: "Why?",
        html: "<p>Well?</p>",
        af,
      });
      const top = at.forum.addComment({ postId: question._id, af });
      const reply = at.forum.addComment({ parentCommentId: top._id, af });
      const answer = at.forum.addComment({ postId: question._id, answer: true, af });
      const deep = at.forum.addComment({ parentCommentId: answer._id, af });
      const thread = await sourceAt(at.forum, name).readThread(post(question._id), member);
      expect(ids(thread?.comments ?? [])).toEqual([top._id, reply._id, answer._id, deep._id].sort());
      for (const { reference } of thread?.comments ?? [])
        expect(reference.length).toBeLessThanOrEqual(longestReference);
      expect(thread?.post).toMatchObject({
        title: "Why?",
        opening: { text: "<p>Well?</p>" },
        commentCount: 4,
      });
      expect(thread?.comments.find(({ isAnswer }) => isAnswer)?.reference).toBe(comment(answer._id));
      expect(thread?.comments.find(({ reference }) => reference === comment(deep._id))).toMatchObject({
        parent: comment(answer._id),
        root: comment(answer._id),
      });
      expect(at.operations()).toEqual(["ReadThread"]);
    });

    it("counts the comments that a visitor sees, before and after reading it", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af });
      const old = { postedAt: "2022-06-01T00:00:00.000Z", authorIsUnreviewed: true };
      const flags = [
        {},
        {},
        old,
        { deleted: true, deletedPublic: true },
        { deleted: true },
        { rejected: true },
      ];
      for (const given of flags) at.forum.addComment({ postId: _id, af, ...given });
      at.forum.addComment({ postId: _id, af, answer: true });
      const source = sourceAt(at.forum, name);
      const found = await source.find(linkTo({ kind: "post", by: "id", value: _id }), member);
      const thread = await source.readThread(post(_id), member);
      const seen = thread?.comments.filter(({ visibility }) => visibility === "visible").length;
      expect(found).toMatchObject({ post: { commentCount: seen } });
      expect(thread?.post?.commentCount).toBe(seen);
      expect((await source.readPosts("site", { ...member, limit: 5 }))[0]?.commentCount).toBeUndefined();
    });

    it("finds no thread for a post that is missing, a draft or rejected", async () => {
      await using at = await openForum();
      const draft = at.forum.addPost({ database, draft: true, af });
      const rejected = at.forum.addPost({ database, rejected: true, af });
      const source = sourceAt(at.forum, name);
      for (const id of ["aaaaaaaaaaaaaaaaa", draft._id, rejected._id]) {
        expect(await source.readThread(post(id), member)).toBeUndefined();
      }
    });

    it("reads the discussion of a wiki page", async () => {
      await using at = await openForum();
      const tag = at.forum.addTag({ database, name: "Tides" });
      const first = at.forum.addComment({ tagId: tag._id, af });
      const reply = at.forum.addComment({ parentCommentId: first._id, af });
      const source = sourceAt(at.forum, name);
      const thread = await source.readThread(`${database}:tag:${tag._id}`, member);
      expect(thread?.post).toMatchObject({ title: "Tides", commentCount: 2 });
      expect(ids(thread?.comments ?? [])).toEqual([first._id, reply._id].sort());
      expect(thread?.comments[0]?.thread).toBe(`${database}:tag:${tag._id}`);
      const found = await source.find(linkTo({ kind: "discussion", slug: "tides" }), member);
      expect(found).toMatchObject({ kind: "discussion", tag: { name: "Tides" }, post: { commentCount: 2 } });
    });
  });

  describe(`reading below a comment of ${name}`, () => {
    it("returns the comment first, then all of its descendants and no others", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af });
      const top = at.forum.addComment({ postId: _id, af });
      const left = at.forum.addComment({ parentCommentId: top._id, af });
      const right = at.forum.addComment({ parentCommentId: top._id, af });
      const leaf = at.forum.addComment({ parentCommentId: left._id, af });
      const source = sourceAt(at.forum, name);
      const whole = await source.readSubtree(comment(top._id), member);
      expect(whole?.comments[0]?.reference).toBe(comment(top._id));
      expect(ids(whole?.comments ?? [])).toEqual([top._id, left._id, right._id, leaf._id].sort());
      expect(at.operations()).toEqual(["ReadSubtree"]);
      const part = await source.readSubtree(comment(left._id), member);
      expect(part?.comments.map(({ reference }) => referenceId(reference))).toEqual([left._id, leaf._id]);
      expect(await source.readSubtree(comment("aaaaaaaaaaaaaaaaa"), member)).toBeUndefined();
    });

    it("also returns comments below ones that were deleted without a trace", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af });
      const below = (parentCommentId: string) => at.forum.addComment({ parentCommentId, af })._id;
      const root = at.forum.addComment({ postId: _id, af })._id;
      const [top, other] = [below(root), below(root)];
      const [upper, aside] = [below(top), below(other)];
      const lower = below(upper);
      const leaf = below(lower);
      below(aside);
      for (const id of [upper, lower, aside]) at.forum.deleteComment(id);
      const source = sourceAt(at.forum, name);
      const part = await source.readSubtree(comment(top), member);
      expect(part?.comments.map(({ reference }) => referenceId(reference))).toEqual([top, leaf]);
      expect(at.operations()).toEqual([
        "ReadSubtree",
        "ReadComments",
        "ReadComment",
        "ReadComment",
        "ReadComment",
      ]);
    });
  });

  describe(`what visitors see on ${name}`, () => {
    it("includes public tombstones without words or author, and nothing else that is gone", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af });
      const add = () => at.forum.addComment({ postId: _id, html: "<p>secret</p>", author: "Ann", af })._id;
      const [tombstone, erased, rejected, draft, unreviewed] = [add(), add(), add(), add(), add()];
      at.forum.deleteComment(tombstone, { isPublic: true, reason: "spam" });
      at.forum.deleteComment(erased);
      at.forum.reject(rejected);
      at.forum.changeComment(draft, (record) => Object.assign(record, { draft: true }));
      at.forum.changeComment(unreviewed, (record) => Object.assign(record, { authorIsUnreviewed: true }));
      const source = sourceAt(at.forum, name);
      const thread = await source.readThread(post(_id), member);
      expect(thread?.comments).toMatchObject([
        { reference: comment(tombstone), visibility: "deleted", author: undefined },
      ]);
      for (const id of [tombstone, erased, rejected, draft, unreviewed]) {
        const found = await source.readComment(comment(id), member);
        expect(JSON.stringify(found ?? {})).not.toMatch(/secret|Ann/);
        expect(typeof found === "string" ? "hidden" : found.visibility).toBe(
          id === tombstone ? "deleted" : "hidden",
        );
        const finding = source.find(linkTo({ kind: "comment", by: "id", value: id }), member);
        if (id === draft) await expect(finding).rejects.toMatchObject({ fault: "not-public" });
        else expect((await finding)?.kind).toBe(id === tombstone ? "comment" : undefined);
      }
    });

    it("does not reveal authors whom the site leaves out", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, author: "Ann", hideAuthor: true, af });
      const hidden = at.forum.addComment({ postId: _id, author: "Ann", hideAuthor: true, af });
      const gone = at.forum.addComment({ postId: _id, author: "Bob", af });
      at.forum.changeUser(gone.userId ?? "", (user) => Object.assign(user, { deleted: true }));
      const thread = await sourceAt(at.forum, name).readThread(post(_id), member);
      expect(thread?.post?.author).toBeUndefined();
      expect(ids(thread?.comments ?? [])).toEqual([hidden._id, gone._id].sort());
      expect(thread?.comments.every(({ author }) => author === undefined)).toBe(true);
    });

    it("excludes comments on a post that went back to drafts", async () => {
      await using at = await openForum();
      const draft = at.forum.addPost({ database, af });
      const { _id, userId } = at.forum.addComment({
        postId: draft._id,
        html: "<p>secret</p>",
        author: "Ann",
        af,
      });
      at.forum.changePost(draft._id, (record) => Object.assign(record, { draft: true }));
      const source = sourceAt(at.forum, name);
      expect(await source.readComment(comment(_id), member)).toMatchObject({
        visibility: "hidden",
        body: noBody,
      });
      const page = await source.readCommentsByUser(`${database}:user:${userId}`, { ...member, limit: 5 });
      expect(page.comments).toEqual([]);
    });
  });

  describe(`finding records of ${name}`, () => {
    it("finds a post by id, slug and legacy id", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({
        database,
        title: "Old Salt",
        legacyId: String(Number.parseInt("b3x", 36)),
        af,
      });
      const source = sourceAt(at.forum, name);
      const links = [
        { kind: "post", by: "id", value: _id },
        { kind: "post", by: "slug", value: "old-salt" },
        { kind: "post", by: "legacyId", value: "b3x" },
      ] as const;
      for (const link of links) {
        expect(await source.find(linkTo(link), member)).toMatchObject({
          kind: "post",
          post: { title: "Old Salt" },
        });
      }
      expect(
        await source.find(linkTo({ kind: "post", by: "slug", value: "new-salt" }), member),
      ).toBeUndefined();
    });

    it("finds unlisted posts and quick-takes pages by slug, although the view by slug leaves them out", async () => {
      await using at = await openForum();
      const user = at.forum.addUser({ database, displayName: "Ann" });
      const given = { database, af, userId: user._id };
      const unlisted = at.forum.addPost({ ...given, title: "Hidden Salt", unlisted: true });
      const takes = at.forum.addPost({ ...given, title: "Ann's Shortform", shortform: true });
      at.forum.addPost({ ...given, title: "Draft Salt", unlisted: true, draft: true });
      const source = sourceAt(at.forum, name);
      const bySlug = (value: string) => source.find(linkTo({ kind: "post", by: "slug", value }), member);
      expect(await bySlug("hidden-salt")).toMatchObject({ post: { reference: post(unlisted._id) } });
      expect(await bySlug("ann-s-shortform")).toMatchObject({ post: { reference: post(takes._id) } });
      expect(await bySlug("draft-salt")).toBeUndefined();
      expect(await bySlug("bob-s-shortform")).toBeUndefined();
    });

    it("finds a post or a comment by its number on the forum before the Alignment Forum", async () => {
      await using at = await openForum();
      const old = at.forum.addPost({ database, af, title: "Old", agentFoundationsId: "1317" });
      const { _id } = at.forum.addComment({ postId: old._id, af, agentFoundationsId: "1320" });
      const source = sourceAt(at.forum, name);
      const item = (number: string) => source.find(linkTo({ kind: "item", number }), member);
      expect(await item("1317")).toMatchObject({ kind: "post", post: { title: "Old" } });
      expect(await item("1320")).toMatchObject({ kind: "comment", comment: { reference: comment(_id) } });
      expect(await item("1")).toBeUndefined();
    });

    it("finds a user by a current slug before someone else's former one", async () => {
      await using at = await openForum();
      const renamed = at.forum.addUser({ database, displayName: "Ann" });
      at.forum.renameUser(renamed._id, "Anna", "anna");
      const source = sourceAt(at.forum, name);
      const former = await source.find(linkTo({ kind: "user", slug: "ann" }), member);
      expect(former).toMatchObject({ kind: "user", user: { name: "Anna", handle: "anna" } });
      const today = at.forum.addUser({ database, displayName: "Ann" });
      const found = await source.find(linkTo({ kind: "user", slug: "ann" }), member);
      expect(found).toMatchObject({ user: { reference: `${database}:user:${today._id}` } });
      at.forum.changeUser(today._id, (user) => Object.assign(user, { deleted: true, slug: "gone" }));
      expect(await source.find(linkTo({ kind: "user", slug: "gone" }), member)).toBeUndefined();
    });

    it("returns a sequence's posts in reading order, without drafts", async () => {
      await using at = await openForum();
      const add = (draft = false) => at.forum.addPost({ database, draft, af })._id;
      const [last, draft, first] = [add(), add(true), add()];
      const user = at.forum.addUser({ database, displayName: "Ann" });
      const given = { database, userId: user._id, title: "Series", postIds: [first, draft, last] };
      const sequence = at.forum.addSequence(given);
      const source = sourceAt(at.forum, name);
      const found = await source.readSequence(`${database}:sequence:${sequence._id}`, member);
      expect(found).toMatchObject({
        title: "Series",
        author: { name: "Ann" },
        posts: [{ reference: post(first) }, { reference: post(last) }],
      });
      expect(
        await source.find(linkTo({ kind: "sequence", id: "aaaaaaaaaaaaaaaaa" }), member),
      ).toBeUndefined();
    });

    it("lists the newest posts of a tag and of the site", async () => {
      await using at = await openForum();
      const tag = at.forum.addTag({ database, name: "Tides" });
      const add = (tagIds: string[]) => {
        at.pass(1000);
        return at.forum.addPost({ database, tagIds, html: "<p>Long.</p>", af })._id;
      };
      const [one, other, two] = [add([tag._id]), add([]), add([tag._id])];
      const source = sourceAt(at.forum, name);
      const tagged = await source.readPosts(`${database}:tag:${tag._id}`, { ...member, limit: 5 });
      expect(tagged.map(({ reference }) => reference)).toEqual([post(two), post(one)]);
      const newest = await source.readPosts("site", { ...member, limit: 2 });
      expect(newest.map(({ reference }) => reference)).toEqual([post(two), post(other)]);
      expect(newest[0]?.opening).toBeUndefined();
      expect(await source.find(linkTo({ kind: "tag", slug: "tides" }), member)).toMatchObject({
        tag: { name: "Tides" },
      });
    });
  });

  describe(`a user's comments on ${name}`, () => {
    it("come newest first, with pinned ones in their place, page by page to the very end", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af });
      const written: string[] = [];
      for (let count = 0; count < 40; count += 1) {
        at.pass(count % 4 === 0 ? 1000 : 0);
        const isPinnedOnProfile = count === 3;
        written.push(at.forum.addComment({ postId: _id, author: "Ann", isPinnedOnProfile, af })._id);
      }
      const user = [...at.forum.database(database).users.values()].find(
        ({ displayName }) => displayName === "Ann",
      );
      const source = sourceAt(at.forum, name);
      const read: string[] = [];
      let after: string | undefined;
      do {
        const options = { ...member, limit: 7, ...(after === undefined ? {} : { after }) };
        const page = await source.readCommentsByUser(`${database}:user:${user?._id}`, options);
        expect(page.comments.map(({ postedAtMs }) => postedAtMs)).toEqual(
          page.comments.map(({ postedAtMs }) => postedAtMs).toSorted((a = 0, b = 0) => b - a),
        );
        read.push(...page.comments.map(({ reference }) => referenceId(reference)));
        after = page.next;
        at.forum.addComment({ postId: _id, author: "Ann", af });
      } while (after !== undefined);
      expect(read.toSorted()).toEqual(written.toSorted());
    });
  });
}
