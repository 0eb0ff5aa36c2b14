import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

function add(html: string, given: Partial<CommentRecord>): string {
  return world.forum.addComment({ html: `<p>${html}</p>`, author: "Tobias Rehn", ...given })._id;
}

/** Adds a comment at the top of a post, with a chain of comments below it. */
function discussion() {
  const { _id: postId } = world.forum.addPost({ title: "Deep", html: "<p>x</p>", author: "Ines Okonkwo" });
  const root = add("Root.", { postId });
  const top = add("Top.", { parentCommentId: root, postedAt: "2025-01-01T00:00:00.000Z" });
  const middle = add("Middle.", { parentCommentId: top });
  const lower = add("Lower.", { parentCommentId: middle });
  const urlOf = (id: string) => `https://www.lesswrong.com/posts/${postId}?commentId=${id}`;
  return { root, top, middle, lower, urlOf };
}

describe("a reply to a deleted comment in a followed subtree", () => {
  it("is mirrored whether it is older or newer than the follow", async () => {
    const { top, middle, lower, urlOf } = discussion();
    world.forum.deleteComment(middle);
    const thread = await world.mirrored(urlOf(top));
    expect(mirroredIds(thread)).toEqual([top, lower]);
    expect(thread.messages.at(-1)?.content).toMatch(/^-# ↩ .*\nLower\./);
    const fresh = add("Fresh.", { parentCommentId: lower });
    await world.discord.until(() => mirroredIds(thread).includes(fresh));
    expect(mirroredIds(thread)).toEqual([top, lower, fresh]);
  });

  it("is mirrored when only a sweep can find it", async () => {
    const { top, middle, lower, urlOf } = discussion();
    const late = add("Approved late.", {
      parentCommentId: lower,
      authorIsUnreviewed: true,
      postedAt: "2025-01-01T00:00:00.000Z",
    });
    const thread = await world.mirrored(urlOf(top));
    world.forum.deleteComment(middle);
    world.forum.approve(late);
    await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
    await world.discord.until(() => mirroredIds(thread).includes(late));
    expect(mirroredIds(thread)).toEqual([top, middle, lower, late]);
  });

  it("is archived once per reading", async () => {
    const { top, middle, lower, urlOf } = discussion();
    await world.mirrored(urlOf(top));
    const { archive, store } = world.bot.app;
    const written: string[] = [];
    archive.comments.watch(async (records, write) => {
      written.push(...records.map(({ reference }) => reference));
      await write();
    });
    await store.sweeps.forget({ site: "lesswrong" });
    const isRead = async () => (await store.threads.all())[0]?.sweptAtMs !== undefined;
    await expect.poll(isRead).toBe(true);
    expect(written.toSorted()).toEqual(
      [top, middle, lower].map((id) => `lesswrong:comment:${id}`).toSorted(),
    );
  });

  it("is mirrored even if neither the site nor the archive has the deleted comment", async () => {
    const { root, middle, lower, urlOf } = discussion();
    const thread = await world.mirrored(urlOf(root));
    world.forum.database("lesswrong").comments.delete(middle);
    await world.bot.app.archive.comments.remove([`lesswrong:comment:${middle}`]);
    const fresh = add("Fresh.", { parentCommentId: lower });
    await world.discord.until(() => mirroredIds(thread).includes(fresh));
    expect(mirroredIds(thread).at(-1)).toBe(fresh);
  });
});
