import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** Adds two comments that answer one another, one that answers itself, and an ordinary reply to each kind. */
function circlingPost() {
  const { _id } = world.forum.addPost({ title: "Circles", html: "<p>x</p>", author: "Ines Okonkwo" });
  const add = (minute: number, parentCommentId?: string) =>
    world.forum.addComment({
      ...(parentCommentId === undefined ? { postId: _id } : { parentCommentId }),
      html: `<p>Minute ${minute}.</p>`,
      author: "Tobias Rehn",
      postedAt: new Date(Date.UTC(2025, 0, 1, 0, minute)).toISOString(),
    })._id;
  const [first, itself] = [add(1), add(4)];
  const second = add(2, first);
  const [belowSecond, belowItself] = [add(3, second), add(5, itself)];
  const hang = (id: string, parentCommentId: string) =>
    world.forum.changeComment(id, (comment) => Object.assign(comment, { parentCommentId }));
  hang(first, second);
  hang(itself, itself);
  return { postId: _id, first, second, belowSecond, itself, belowItself };
}

describe("comments whose parents form a circle", () => {
  it("are shown with all their replies, the oldest of the circle first", async () => {
    const { postId, ...comments } = circlingPost();
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${postId}`);
    expect(mirroredIds(thread)).toEqual(Object.values(comments));
  });

  it("have finitely many ancestors in /context", async () => {
    const { postId, first, itself } = circlingPost();
    await world.mirrored(`https://www.lesswrong.com/posts/${postId}`);
    for (const comment of [first, itself]) {
      const answer = await (await world.moderator.command("context", { comment })).settled();
      expect(answer.message.text.match(/Minute/g)?.length ?? 0).toBeLessThanOrEqual(4);
    }
  });
});
