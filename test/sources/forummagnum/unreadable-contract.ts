import { describe, expect, it } from "vitest";
import { openLog } from "../../../src/log.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { member, openForum, sourceAt } from "../loopback.ts";

const poll = { priority: "poll" } as const;
type Named = { readonly reference: `${string}:${string}:${string}` };
const ids = (records: readonly Named[] = []) =>
  records.map(({ reference }) => reference.split(":")[2]).sort();

type At = Awaited<ReturnType<typeof openForum>>;

/** Ways in which a site can return an unreadable comment. */
const faults: Readonly<Record<string, (at: At, id: string) => void>> = {
  "has null where there is always a value": (at, id) =>
    alter(at, id, (record) => ({ ...record, retracted: null })),
  "lacks what is always there": (at, id) => alter(at, id, ({ deleted: _, ...record }) => record),
  "has another type deep within": (at, id) => alter(at, id, (record) => ({ ...record, user: { slug: 7 } })),
  "has no date": (at, id) => alter(at, id, (record) => ({ ...record, postedAt: "yesterday" })),
  "is no record at all": (at, id) => alter(at, id, () => "Internal Server Error"),
  "is null": (at, id) => alter(at, id, () => null),
  "fails at a field that it may not be without": (at, id) => fail(at, id, "retracted"),
  "fails at its author": (at, id) => fail(at, id, "user"),
  "fails at its text": (at, id) => fail(at, id, "htmlBody"),
};

function fail(at: At, id: string, field: string): void {
  at.forum.failField(id, field, { message: "Unrecognized format", code: "INTERNAL_SERVER_ERROR" });
}

/** Changes every record in every answer. */
function alter(at: At, id: string, change: (record: Record<string, unknown>) => unknown): void {
  const alterOne = (_: string, value: unknown) => {
    const isRecord = typeof value === "object" && value !== null && "postedAt" in value && "_id" in value;
    return isRecord && value._id === id ? change({ ...value }) : value;
  };
  at.forum.inject({ kind: "altered", times: 1000, alter: alterOne });
}

/** Tests what every source promises about unreadable records. */
export function describeUnreadable(name: string): void {
  const database = knownSites.find((site) => site.name === name)?.database ?? name;
  const af = name === "alignmentforum";

  describe.each(Object.entries(faults))(`a comment of ${name} that %s`, (_, spoil) => {
    it("is missing from a poll, which reports all others", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const { cursor } = await source.readRecent(undefined, poll);
      const added = Array.from({ length: 5 }, () => at.forum.addComment({ postId, author: "Ann", af })._id);
      const [one = "", bad = "", ...others] = added;
      spoil(at, bad);
      const recent = await source.readRecent(cursor, poll);
      expect(ids(recent.comments)).toEqual([one, ...others].sort());
      at.pass(1000);
      const later = at.forum.addComment({ postId, author: "Ann", af });
      expect(ids((await source.readRecent(recent.cursor, poll)).comments)).toEqual([later._id]);
    });

    it("is missing from its thread and its author's page, which are still read to the end", async () => {
      await using at = await openForum({ maxLimit: 8 });
      const { _id: postId } = at.forum.addPost({ database, af });
      const added = Array.from({ length: 30 }, () => {
        at.pass(1000);
        return at.forum.addComment({ postId, author: "Ann", af })._id;
      });
      const bad = added[13] ?? "";
      spoil(at, bad);
      const source = sourceAt(at.forum, name);
      const good = added.filter((id) => id !== bad).sort();
      const thread = await source.readThread(`${database}:post:${postId}`, member);
      expect(ids(thread?.comments)).toEqual(good);
      const user = [...at.forum.database(database).users.values()][0];
      const read: Named[] = [];
      let after: string | undefined;
      do {
        const options = { ...member, limit: 7, ...(after === undefined ? {} : { after }) };
        const page = await source.readCommentsByUser(`${database}:user:${user?._id}`, options);
        read.push(...page.comments);
        after = page.next;
      } while (after !== undefined);
      expect(ids(read)).toEqual(good);
    });

    it("is never reported as gone", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const [bad, good] = [0, 1].map(() => at.forum.addComment({ postId, author: "Ann", af })._id);
      spoil(at, bad ?? "");
      const source = sourceAt(at.forum, name);
      const reference = (id = "") => `${database}:comment:${id}` as const;
      const asked = await source.readComments([reference(bad), reference(good)], member);
      expect(ids(asked.comments)).toEqual([good]);
      await expect(source.readComment(reference(bad), member)).rejects.toMatchObject({ name: "SourceError" });
    });
  });

  describe(`a record that ${name} cannot return in full`, () => {
    it("costs one field if the comment is complete without it", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const { _id } = at.forum.addComment({ postId, html: "<p>Words.</p>", author: "Ann", af });
      for (const field of ["pageUrlRelative", "extendedScore", "parentComment"]) fail(at, _id, field);
      const thread = await sourceAt(at.forum, name).readThread(`${database}:post:${postId}`, member);
      const path = `/posts/${postId}?commentId=${_id}`;
      expect(thread?.comments).toMatchObject([
        { body: { text: "<p>Words.</p>" }, author: { name: "Ann" }, path },
      ]);
    });

    it("costs nothing else if it belongs nowhere", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const { cursor } = await source.readRecent(undefined, poll);
      at.forum.addComment({ database, author: "Ann", af });
      const placed = at.forum.addComment({ postId, author: "Ann", af });
      const recent = await source.readRecent(cursor, poll);
      expect(ids(recent.comments)).toEqual([placed._id]);
      expect(source.health()).toMatchObject({ lastError: undefined });
    });

    it("does not cost the comments of its post", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const source = sourceAt(at.forum, name, { clock: clockOf(at.now) });
      const { cursor } = await source.readRecent(undefined, poll);
      const { _id } = at.forum.addComment({ postId, author: "Ann", af });
      alter(at, postId, (record) => ({ ...record, title: null }));
      expect(await source.readRecent(cursor, poll)).toMatchObject({
        comments: [{ reference: `${database}:comment:${_id}`, visibility: "visible" }],
        threads: [],
        posts: [],
      });
      const thread = await source.readThread(`${database}:post:${postId}`, member);
      expect(thread?.post).toBeUndefined();
      expect(ids(thread?.comments)).toEqual([_id]);
      await expect(source.readPost(`${database}:post:${postId}`, member)).rejects.toThrow("unexpected shape");
    });

    it("does not cost the other records of any list", async () => {
      await using at = await openForum();
      const tag = at.forum.addTag({ database, name: "Tides" });
      const userId = at.forum.addUser({ database })._id;
      const given = { database, userId, af };
      const posts = [0, 1, 2].map(() => at.forum.addPost({ ...given, tagIds: [tag._id] })._id);
      const sequences = [0, 1, 2].map(() => at.forum.addSequence({ ...given, postIds: posts })._id);
      for (let count = 0; count < 3; count += 1) {
        at.pass(1000);
        at.forum.addRevision({ tagId: tag._id, userId, version: `1.${count}.0` });
      }
      const revision = [...at.forum.database(database).revisions.keys()][1] ?? "";
      fail(at, posts[1] ?? "", "title");
      fail(at, sequences[1] ?? "", "postsCount");
      fail(at, revision, "editedAt");
      const source = sourceAt(at.forum, name);
      const good = [posts[0], posts[2]].sort();
      const page = { ...member, limit: 10 };
      for (const scope of ["site", `${database}:tag:${tag._id}`] as const)
        expect(ids(await source.readPosts(scope, page))).toEqual(good);
      const user = `${database}:user:${userId}` as const;
      expect(ids((await source.readSequencesByUser(user, page)).records)).toEqual(
        [sequences[0], sequences[2]].sort(),
      );
      const changes = await source.readWikiContributions(user, page);
      expect(changes.records.map((change) => change.revision)).toEqual(["1.2.0", "1.0.0"]);
    });

    it("is logged once and counted", async () => {
      await using at = await openForum();
      const { _id: postId } = at.forum.addPost({ database, af });
      const { _id } = at.forum.addComment({ postId, author: "Ann", af });
      at.forum.addComment({ postId, author: "Ann", af });
      alter(at, _id, (record) => ({ ...record, deleted: "perhaps" }));
      const lines: string[] = [];
      const log = openLog({ level: "warn", isPretty: false });
      log.warn = ((facts: object, text: string) => lines.push(`${text} ${JSON.stringify(facts)}`)) as never;
      const clock = clockOf(at.now);
      const source = sourceAt(at.forum, name, { clock, log });
      for (let count = 0; count < 3; count += 1) {
        await source.readRecent(undefined, poll);
        await source.readThread(`${database}:post:${postId}`, member);
      }
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(_id);
      expect(lines[0]).toMatch(/deleted/);
      expect(source.health()).toMatchObject({ unreadableRecords: 1, lastError: undefined });
      at.pass(25 * 60 * 60_000);
      expect(source.health().unreadableRecords).toBe(0);
    });

    it("is refused when it is requested directly", async () => {
      await using at = await openForum();
      const { _id } = at.forum.addPost({ database, af });
      at.forum.refuse(_id, { message: "Ask somebody else." });
      const reading = sourceAt(at.forum, name).readThread(`${database}:post:${_id}`, member);
      await expect(reading).rejects.toMatchObject({ name: "SourceError", fault: "record-refused" });
    });
  });
}

function clockOf(now: () => number) {
  return { now, elapsedMs: now, sleep: async () => undefined };
}
