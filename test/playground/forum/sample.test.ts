import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { readSample } from "loopback-forum/sample.ts";
import { describe, expect, it } from "vitest";
import { member, sourceAt } from "../../sources/loopback.ts";

describe("the sample forum", () => {
  it("contains everything that a reader may encounter", async () => {
    const { content, later } = await readSample();
    const { posts = [], comments = [], tags = [], sequences = [] } = content.lesswrong ?? {};
    const html = comments.map((comment) => comment.contents?.html ?? "");
    const has = (pattern: RegExp) => html.some((text) => pattern.test(text));
    expect(posts.some((post) => post.question)).toBe(true);
    expect(posts.some((post) => post.shortform)).toBe(true);
    expect(posts.some((post) => post.af)).toBe(true);
    expect(comments.some((comment) => tags.some((tag) => tag._id === comment.tagId))).toBe(true);
    expect(sequences[0]?.chapters.flatMap(({ postIds }) => postIds)).toHaveLength(2);
    expect(content.eaforum?.comments.length).toBeGreaterThan(15);
    expect(later.length).toBeGreaterThan(4);
    for (const mark of [
      /<blockquote>(?:(?!<\/blockquote>).)*<blockquote>/s,
      /<li>[^<]*<ul>/,
      /<ol><li>(?:(?!<\/ol>).)*<ol>/s,
      /class="spoilers"/,
      /class="footnote-reference"/,
      /<pre><code class="language-/,
      /<pre class="code-block"/,
      /<table>/,
      /class="mjpage"/,
      /<mjx-container [^>]*aria-label=/,
      /<mjx-container class="MathJax" jax="CHTML">/,
      /<details/,
      /mention=user/,
      /<img /,
      /<a href/,
    ]) {
      expect(has(mark), String(mark)).toBe(true);
    }
    expect(html.filter((text) => text.length > 2000).length).toBeGreaterThan(2);
    expect(html.some((text) => text.length > 6000)).toBe(true);
    for (const flag of [
      "answer",
      "retracted",
      "deleted",
      "authorIsUnreviewed",
      "isPinnedOnProfile",
    ] as const) {
      expect(
        comments.some((comment) => comment[flag]),
        flag,
      ).toBe(true);
    }
    expect(comments.some((comment) => comment.contents?.version !== "1.0.0")).toBe(true);
  });

  it("can be read from every site, and grows meanwhile", async () => {
    const { content, later } = await readSample();
    const forum = await LoopbackForum.open({ content });
    const counts: Record<string, number> = {};
    for (const name of forum.siteNames) {
      const source = sourceAt(forum, name);
      counts[name] = 0;
      for (const post of await source.readPosts("site", { ...member, limit: 20 })) {
        counts[name] += (await source.readThread(post.reference, member))?.comments.length ?? 0;
      }
    }
    expect(counts.lesswrong).toBeGreaterThan(85);
    expect(counts.alignmentforum).toBeGreaterThan(8);
    expect(counts.eaforum).toBeGreaterThan(15);
    const source = sourceAt(forum, "lesswrong");
    const { cursor } = await source.readRecent(undefined, member);
    const added = later
      .map((comment) => forum.addComment(comment))
      .filter((comment) => comment.tagId === null);
    const recent = await source.readRecent(cursor, member);
    expect(recent.comments.length).toBeGreaterThan(2);
    expect(recent.comments.length).toBeLessThan(added.length);
    await forum.close();
  });
});
