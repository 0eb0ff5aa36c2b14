import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds, visibleIds } from "../e2e/reading.ts";
import { World } from "../e2e/world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

/** The whole week has 2,000: `npm run test:faults`. */
const comments = Number(process.env.FAULT_COMMENTS ?? 240);
const threads = 30;
const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** Follows this many posts, which are older than a week. */
async function followed(count: number): Promise<readonly string[]> {
  const postedAt = new Date(Date.now() - 2 * week).toISOString();
  const posts = Array.from({ length: count }, (_, index) =>
    world.forum.addPost({ title: `Thread ${index}`, html: "<p>x</p>", author: "Ines Okonkwo", postedAt }),
  );
  for (const [index, post] of posts.entries()) {
    world.forum.addComment({ postId: post._id, html: "<p>Early.</p>", author: "Tobias Rehn", postedAt });
    await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`, { backfill: 50 });
    expect(world.channel.threads()).toHaveLength(index + 1);
  }
  return posts.map((post) => post._id);
}

describe("a bot that was away for a week", () => {
  it(`catches up with ${comments} comments in ${threads} threads, each once and in order, and starves no thread`, async () => {
    const posts = await followed(threads);
    await world.stopBot();
    for (let index = 0; index < comments; index += 1) {
      world.forum.addComment({
        postId: posts[(index * 7) % posts.length] ?? "",
        html: `<p>Number ${index}.</p>`,
        author: "Tobias Rehn",
        postedAt: new Date(Date.now() - week + (index * week) / comments).toISOString(),
      });
    }
    const asked = world.forum.requests.length;
    await world.startBot();
    const threadOf = (post: string) =>
      world.channel
        .threads()
        .find(({ name }) => name === world.forum.database("lesswrong").posts.get(post)?.title);
    const shown = () =>
      posts.map((post) => mirroredIds(threadOf(post) ?? (world.channel.threads()[0] as never)).length);
    // Every thread gets its first comments before any thread is complete.
    await expect.poll(() => Math.min(...shown())).toBeGreaterThan(1);
    expect(Math.max(...shown())).toBeLessThan(67);
    await expect
      .poll(() => shown().reduce((sum, count) => sum + count, 0), { timeout: 240_000, interval: 500 })
      .toBe(comments + threads);
    for (const post of posts) {
      const thread = threadOf(post);
      expect(thread && mirroredIds(thread)).toEqual(visibleIds(world.forum, "lesswrong", post));
    }
    const recent = world.forum.requests
      .slice(asked)
      .filter(({ operation }) => operation === "ReadPlacedComments");
    expect(recent.length).toBeLessThan(10);
  }, 400_000);
});
