import { expect, it } from "vitest";
import { SharedReadings } from "../../../src/mirror/schedule/shared-readings.ts";
import { member, openForum, sourceAt } from "../../sources/loopback.ts";

type Forum = Awaited<ReturnType<typeof openForum>>;

/** Counts the requests for reading posts twice, each with one comment of this many characters. */
async function requestsFor(at: Forum, posts: number, length: number): Promise<number> {
  const readings = new SharedReadings(sourceAt(at.forum, "lesswrong"));
  const ids = Array.from({ length: posts }, () => {
    const { _id: postId } = at.forum.addPost({ html: "<p>Begin.</p>" });
    at.forum.addComment({ postId, html: `<p>${"x".repeat(length)}</p>` });
    return postId;
  });
  const before = at.operations().length;
  for (const id of [...ids, ...ids]) await readings.source.readThread(`lesswrong:post:${id}`, member);
  return at.operations(before).filter((operation) => operation === "ReadThread").length;
}

it("a short thread is read once for all follows, until everything is forgotten", async () => {
  await using at = await openForum();
  expect(await requestsFor(at, 20, 100)).toBe(20);
});

it("a thread with a huge comment is not kept in memory for others", async () => {
  await using at = await openForum();
  expect(await requestsFor(at, 1, 3_000_000)).toBe(2);
});

it("kept threads take up no more than a few megabytes", async () => {
  await using at = await openForum();
  const posts = 30;
  const requests = await requestsFor(at, posts, 400_000);
  expect(requests).toBeGreaterThan(posts);
  expect(requests).toBeLessThan(posts * 2);
});
