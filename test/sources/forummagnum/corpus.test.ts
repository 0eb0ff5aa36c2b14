import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseContent } from "loopback-forum/content.ts";
import { readCorpus } from "loopback-forum/corpus.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { referenceId } from "../../../src/forum/reference.ts";
import type { Source } from "../../../src/sources/source.ts";
import { noRealData } from "../../skip-reasons.ts";
import { member, sourceAt } from "../loopback.ts";

const folder = join(import.meta.dirname, "../../../../shared/corpus");

describe.skipIf(!existsSync(folder))(`a corpus of real comments ${noRealData}`, () => {
  let forum: LoopbackForum;
  let content: DatabaseContent | undefined;
  let source: Required<Source>;

  beforeAll(async () => {
    const corpus = await readCorpus(folder);
    content = corpus.lesswrong;
    forum = await LoopbackForum.open({ content: corpus });
    source = sourceAt(forum, "lesswrong");
  });
  afterAll(() => forum.close());

  it("is read completely, thread by thread, word for word", async () => {
    const expected = (content?.comments ?? []).filter((comment) => comment.postId !== null);
    const read = new Map<string, string>();
    for (const { _id } of content?.posts ?? []) {
      const thread = await source.readThread(`lesswrong:post:${_id}`, member);
      for (const comment of thread?.comments ?? [])
        read.set(referenceId(comment.reference), comment.body.text);
    }
    expect(read.size).toBe(expected.length);
    expect(expected.filter(({ _id, contents }) => read.get(_id) !== contents?.html)).toEqual([]);
    expect(forum.requests).toHaveLength(content?.posts.length ?? 0);
  });

  it("returns the discussions of wiki pages", async () => {
    const comments = (content?.comments ?? []).filter((comment) => comment.tagId !== null);
    for (const { _id, tagId } of comments) {
      const thread = await source.readThread(`lesswrong:tag:${tagId}`, member);
      expect(thread?.comments.map(({ reference }) => referenceId(reference))).toContain(_id);
    }
  });

  it("returns every author's comments to the end", async () => {
    for (const { _id } of content?.users ?? []) {
      const read: string[] = [];
      let after: string | undefined;
      do {
        const options = { ...member, limit: 50, ...(after === undefined ? {} : { after }) };
        const page = await source.readCommentsByUser(`lesswrong:user:${_id}`, options);
        read.push(...page.comments.map(({ reference }) => referenceId(reference)));
        after = page.next;
      } while (after !== undefined);
      const written = content?.comments
        .filter((comment) => comment.userId === _id)
        .map((comment) => comment._id);
      expect(read.toSorted()).toEqual(written?.toSorted());
    }
  });

  it("returns its sequence", async () => {
    for (const { _id, chapters } of content?.sequences ?? []) {
      const sequence = await source.readSequence(`lesswrong:sequence:${_id}`, member);
      expect(sequence?.posts.map((post) => referenceId(post.reference))).toEqual(
        chapters.flatMap(({ postIds }) => postIds),
      );
    }
  });
});
