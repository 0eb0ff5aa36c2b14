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

describe("a thread that the site always fails on", () => {
  it("does not prevent others from being read", async () => {
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

describe("a follow whose first reading fails", () => {
  it("starts again by itself, whatever kind of reading failed", async () => {
    const post = newPost("Sequenced");
    world.forum.addComment({ postId: post._id, html: "<p>There.</p>", author: "Tobias Rehn" });
    const root = world.forum.addComment({ postId: post._id, html: "<p>Root.</p>", author: "Tobias Rehn" });
    const reads = () => world.forum.requests.filter(({ operation }) => operation === "ReadSubtree").length;
    const match = ({ operation }: { readonly operation: string }) => operation === "ReadSubtree";
    world.forum.inject({ kind: "malformed", times: 3, match });
    await world.follow(`${lesswrong}/posts/${post._id}?commentId=${root._id}`);
    await expect.poll(() => world.channel.threads().flatMap(mirroredIds)).toEqual([root._id]);
    expect(reads()).toBeGreaterThan(3);
  });

  it("starts again even if only the polls fail", async () => {
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

describe("a record that cannot be read", () => {
  const status = async () => (await world.moderator.command("status")).message.content;
  const without = (id: string, field: string) => (_: string, value: unknown) => {
    const isRecord = typeof value === "object" && value !== null && field in value && "_id" in value;
    return isRecord && value._id === id ? { ...value, [field]: null } : value;
  };

  it("is the only one missing, and /status counts it", async () => {
    const post = newPost("Readable");
    const thread = await world.mirrored(`${lesswrong}/posts/${post._id}`);
    const add = () => world.forum.addComment({ postId: post._id, author: "Tobias Rehn" })._id;
    world.forum.addComment({ author: "Tobias Rehn" });
    const bad = add();
    world.forum.inject({ kind: "altered", times: 10_000, alter: without(bad, "retracted") });
    const [one, two] = [add(), add()];
    await world.discord.until(() => mirroredIds(thread).length === 2);
    expect(mirroredIds(thread).toSorted()).toEqual([one, two].sort());
    expect(await status()).toMatch(/LessWrong\*\*: polled [^\n]*1 record could not be read in the last day/);
    expect(await status()).not.toContain("failing");
  });

  it("does not count as deleted, unlike a deleted neighbour", async () => {
    const post = newPost("Beside");
    const add = () => world.forum.addComment({ postId: post._id, author: "Tobias Rehn" })._id;
    const ids = [add(), add(), add(), add(), add()];
    const thread = await world.mirrored(`${lesswrong}/posts/${post._id}`);
    expect(mirroredIds(thread).toSorted()).toEqual(ids.toSorted());
    const [gone = "", bad = "", broken = ""] = ids;
    world.forum.inject({ kind: "altered", times: 10_000, alter: without(bad, "deleted") });
    world.forum.failField(broken, "retracted", { message: "Cannot return null" });
    world.forum.deleteComment(gone);
    const shown = (text: string) => thread.messages.filter(({ content }) => content.includes(text)).length;
    await expect
      .poll(
        async () => {
          if (shown("deleted comment") === 0) await forgetSweeps();
          return shown("deleted comment");
        },
        { interval: 300 },
      )
      .toBe(1);
    await forgetSweeps();
    world.forum.allow(broken);
    world.forum.editComment(broken, "<p>Readable again.</p>");
    await world.discord.until(() => shown("Readable again.") === 1);
    expect(shown("deleted comment")).toBe(1);
    expect(mirroredIds(thread).toSorted()).toEqual(ids.toSorted());
  });
});
