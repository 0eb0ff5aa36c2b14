import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";
const newPost = (title: string) => world.forum.addPost({ title, html: "<p>x</p>", author: "Ines Okonkwo" });
const forgetSweeps = () => world.bot.app.store.sweeps.forget({ site: "lesswrong" });

describe("a thread that the site fails at every time", () => {
  it("does not keep the others from being read", async () => {
    const [bad, good] = [newPost("Bad"), newPost("Good")];
    const comment = world.forum.addComment({ postId: good._id, html: "<p>Old.</p>", author: "Tobias Rehn" });
    await world.mirrored(`${lesswrong}/posts/${bad._id}`);
    const thread = await world.mirrored(`${lesswrong}/posts/${good._id}`);
    world.forum.inject({
      kind: "graphql-error",
      times: 10_000,
      match: ({ operation, variables }) => operation === "ReadThread" && variables.id === bad._id,
    });
    world.forum.deleteComment(comment._id);
    await forgetSweeps();
    await world.discord.until(() =>
      thread.messages.some(({ content }) => content.includes("deleted comment")),
    );
    const asked = world.forum.requests.filter(({ variables }) => variables.id === bad._id).length;
    expect(asked).toBeLessThan(20);
    const following = await world.moderator.command("following");
    expect(following.message.content).toMatch(/Bad[^⚠]*⚠️ LessWrong/);
    expect(following.message.content).not.toMatch(/Good[^⚠]*⚠️/);
  });
});

describe("a follow whose beginning fails", () => {
  it("is begun again by itself, whatever kind of reading failed", async () => {
    const post = newPost("Sequenced");
    world.forum.addComment({ postId: post._id, html: "<p>There.</p>", author: "Tobias Rehn" });
    const root = world.forum.addComment({ postId: post._id, html: "<p>Root.</p>", author: "Tobias Rehn" });
    const reads = () => world.forum.requests.filter(({ operation }) => operation === "ReadComment").length;
    // The first answers `/follow` itself.
    const match = ({ operation }: { readonly operation: string }) =>
      operation === "ReadComment" && reads() > 1;
    world.forum.inject({ kind: "malformed", times: 3, match });
    await world.follow(`${lesswrong}/posts/${post._id}?commentId=${root._id}`);
    await expect
      .poll(() => world.channel.threads().flatMap(mirroredIds), { timeout: 20_000 })
      .toEqual([root._id]);
    expect(reads()).toBeGreaterThan(4);
  });

  it("also when only the polls fail", async () => {
    const post = newPost("Pollless");
    const comment = world.forum.addComment({
      postId: post._id,
      html: "<p>There.</p>",
      author: "Tobias Rehn",
    });
    const thread = await world.mirrored(`${lesswrong}/posts/${post._id}`);
    world.forum.inject({
      kind: "malformed",
      times: 10_000,
      match: ({ operation }) => operation === "ReadRecent",
    });
    world.forum.deleteComment(comment._id);
    await forgetSweeps();
    await world.discord.until(() =>
      thread.messages.some(({ content }) => content.includes("deleted comment")),
    );
    expect(mirroredIds(thread)).toEqual([comment._id]);
  });
});
