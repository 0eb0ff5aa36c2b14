import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { readCorpus } from "loopback-forum/corpus.ts";
import { readSample } from "loopback-forum/sample.ts";
import { afterEach, describe, expect, it } from "vitest";
import { forummagnum } from "../../src/text/dialects/forummagnum/forummagnum.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { noRealData } from "../skip-reasons.ts";
import { compareParts } from "../text/compare-parts.ts";
import { corpusFolder, hasCorpus } from "../text/corpus.ts";
import { messagesById, mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

afterEach(() => world.close());

/** Mirrors the post with the most comments. */
async function mirrorLargest(): Promise<{ readonly thread: LoopbackThread; readonly postId: string }> {
  const comments = [...world.forum.database("lesswrong").comments.values()];
  const counts = Map.groupBy(comments, (comment) => comment.postId ?? "");
  const [postId = ""] = [...counts].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return { thread: await world.mirrored(`https://www.lesswrong.com/posts/${postId}`), postId };
}

function expectFaithful(thread: LoopbackThread, postId: string): void {
  expect(mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", postId));
  expect(thread.messages.every(({ content }) => content.length <= 2000)).toBe(true);
  const { comments } = world.forum.database("lesswrong");
  const hasReactions = (id: string) => Object.keys(comments.get(id)?.extendedScore?.reacts ?? {}).length > 0;
  for (const [id, contents] of messagesById(thread, hasReactions)) {
    const comment = comments.get(id);
    const html = comment?.contents?.html ?? "";
    const markdown = comment?.contents?.markdown ?? "";
    const document = readHtml(comment?.retracted ? `<s>${html}</s>` : html, {
      dialect: forummagnum,
      markdown,
      baseUrl: "https://www.lesswrong.com",
    });
    expect({ id, difference: compareParts(document, contents) }).toEqual({ id, difference: undefined });
  }
}

describe("the post with the most comments", () => {
  it("in the sample forum arrives without loss of text", async () => {
    world = await World.open({ content: (await readSample()).content });
    const { thread, postId } = await mirrorLargest();
    expectFaithful(thread, postId);
  });

  it.skipIf(!hasCorpus)(`in the real data arrives without loss of text ${noRealData}`, async () => {
    world = await World.open({ content: await readCorpus(corpusFolder) });
    const { thread, postId } = await mirrorLargest();
    expect(mirroredIds(thread)).toHaveLength(53);
    expectFaithful(thread, postId);
  });
});
