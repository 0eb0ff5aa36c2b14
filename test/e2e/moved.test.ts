import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";

/** Reads every thread again until the condition holds. */
async function sweepUntil(isSo: () => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        if (!isSo()) await world.bot.app.store.sweeps.forget({ site: "lesswrong" });
        return isSo();
      },
      { interval: 300 },
    )
    .toBe(true);
}

function twoPosts() {
  const [from, to] = ["From here", "To there"].map((title) =>
    world.forum.addPost({ title, html: "<p>x</p>", author: "Ines Okonkwo" }),
  );
  const add = (html: string, parentCommentId?: string) =>
    world.forum.addComment({
      ...(parentCommentId === undefined ? { postId: from?._id ?? "" } : { parentCommentId }),
      html: `<p>${html}</p>`,
      author: "Tobias Rehn",
    })._id;
  return { from: from?._id ?? "", to: to?._id ?? "", add };
}

const messageOf = (thread: LoopbackThread, id: string) =>
  thread.messages.find(({ content }) => content.includes(`commentId=${id}`));

describe("a comment that moves on the site", () => {
  it("within its thread keeps its message and names its new parent", async () => {
    const { from, add } = twoPosts();
    const [first, second] = [add("First."), add("Second.")];
    const reply = add("A reply.", first);
    const thread = await world.mirrored(`${lesswrong}/posts/${from}`);
    const before = messageOf(thread, reply)?.id;
    expect(messageOf(thread, reply)?.content).toMatch(/^-# ↩ .*: First\./);
    world.forum.moveComment(reply, { parentCommentId: second });
    await sweepUntil(() => /^-# ↩ .*: Second\./.test(messageOf(thread, reply)?.content ?? ""));
    expect(messageOf(thread, reply)?.id).toBe(before);
  });

  it("to another post leaves a line with a link to its new place, and arrives at the end there", async () => {
    const { from, to, add } = twoPosts();
    const moved = add("Off topic here.");
    const below = add("And this below it.", moved);
    const stays = add("On topic.");
    const here = await world.mirrored(`${lesswrong}/posts/${from}`);
    const there = await world.mirrored(`${lesswrong}/posts/${to}`);
    world.forum.moveComment(moved, { postId: to });
    for (const id of [moved, below])
      world.forum.changeComment(id, (comment) => Object.assign(comment, { postId: to }));
    await sweepUntil(
      () =>
        mirroredIds(there).length === 2 &&
        [moved, below].every((id) => messageOf(here, id)?.content.includes("was moved")),
    );
    expect(messageOf(here, moved)?.content).toMatch(
      new RegExp(
        `^\\*This comment was moved and now stands on \\[To there\\]\\(<.*/posts/${to}/.*${moved}>\\)\\*\\n-# `,
      ),
    );
    expect(messageOf(here, stays)?.content).toContain("On topic.");
    expect(mirroredIds(there)).toEqual([moved, below]);
    expect(there.messages.at(-1)?.content).toMatch(/^-# ↩ .*: Off topic here\./);
  });

  it("disappears without a trace if the server wants deleted comments removed, and comes back with the comment", async () => {
    const { from, to, add } = twoPosts();
    const moved = add("Here and there.");
    const thread = await world.mirrored(`${lesswrong}/posts/${from}`);
    await world.bot.app.store.settings.change(
      world.guild.id,
      { deletions: "remove" },
      { userId: "1", atMs: 0 },
    );
    const move = (postId: string) => {
      world.forum.moveComment(moved, { postId });
      world.forum.changeComment(moved, (comment) => Object.assign(comment, { postId }));
    };
    move(to);
    await sweepUntil(() => mirroredIds(thread).length === 0);
    move(from);
    await sweepUntil(() => mirroredIds(thread).length === 1);
    expect(thread.messages.at(-1)?.content).toContain("Here and there.");
  });

  it("out of a followed subtree and back is followed both ways", async () => {
    const { from, add } = twoPosts();
    const [top, other] = [add("Top."), add("Other.")];
    const reply = add("Below.", top);
    const thread = await world.mirrored(`${lesswrong}/posts/${from}?commentId=${top}`);
    expect(mirroredIds(thread)).toEqual([top, reply]);
    world.forum.moveComment(reply, { parentCommentId: other });
    await sweepUntil(() => messageOf(thread, reply)?.content.includes("was moved") ?? false);
    world.forum.moveComment(reply, { parentCommentId: top });
    await sweepUntil(() => messageOf(thread, reply)?.content.includes("Below.") ?? false);
    expect(mirroredIds(thread)).toEqual([top, reply]);
  });

  it("into a followed subtree arrives at its end", async () => {
    const { from, add } = twoPosts();
    const [top, other] = [add("Top."), add("Other.")];
    const thread = await world.mirrored(`${lesswrong}/posts/${from}?commentId=${top}`);
    world.forum.moveComment(other, { parentCommentId: top });
    await sweepUntil(() => mirroredIds(thread).length === 2);
    expect(thread.messages.at(-1)?.content).toMatch(/^-# ↩ .*: Top\.\nOther\./);
  });
});

describe("an author who changes their name", () => {
  it("stays muted, and later messages and reply lines show the new one", async () => {
    const { from, add } = twoPosts();
    const first = add("First.");
    const author = world.forum.database("lesswrong").comments.get(first)?.userId ?? "";
    const muted = world.forum.addUser({ displayName: "Loud One", slug: "loud-one" });
    const thread = await world.mirrored(`${lesswrong}/posts/${from}`);
    await world.bot.app.store.settings.change(
      world.guild.id,
      { mutedAuthors: [{ reference: `lesswrong:user:${muted._id}`, name: "Loud One" }] },
      { userId: "1", atMs: 0 },
    );
    world.forum.renameUser(author, "T. Rehn", "t-rehn");
    world.forum.renameUser(muted._id, "Quiet One", "quiet-one");
    world.forum.addComment({ parentCommentId: first, html: "<p>Noise.</p>", userId: muted._id });
    const reply = world.forum.addComment({
      parentCommentId: first,
      html: "<p>Me again.</p>",
      userId: author,
    });
    await world.discord.until(() => mirroredIds(thread).includes(reply._id));
    expect(messageOf(thread, reply._id)?.username).toBe("T. Rehn");
    expect(messageOf(thread, reply._id)?.content).toMatch(/^-# ↩ \[T\. Rehn\]/);
    expect(mirroredIds(thread)).toEqual([first, reply._id]);
  });

  it("still passes a follow's filter", async () => {
    const { from, add } = twoPosts();
    const first = add("First.");
    const author = world.forum.database("lesswrong").comments.get(first)?.userId ?? "";
    const thread = await world.mirrored(`${lesswrong}/posts/${from}`, { authors: "tobias rehn" });
    world.forum.renameUser(author, "T. Rehn", "t-rehn");
    const second = world.forum.addComment({ postId: from, html: "<p>Second.</p>", userId: author });
    await world.discord.until(() => mirroredIds(thread).includes(second._id));
    expect(mirroredIds(thread)).toEqual([first, second._id]);
  });
});

describe("a change without a date", () => {
  it("is found by the sweep: an approval or a retraction", async () => {
    const { from, add } = twoPosts();
    const retracted = add("I was wrong.");
    const unreviewed = world.forum.addComment({
      postId: from,
      html: "<p>My first comment.</p>",
      author: "Newcomer",
      authorIsUnreviewed: true,
    });
    const thread = await world.mirrored(`${lesswrong}/posts/${from}`);
    expect(mirroredIds(thread)).toEqual([retracted]);
    world.forum.retract(retracted);
    world.forum.approve(unreviewed._id);
    await sweepUntil(() => mirroredIds(thread).length === 2);
    await sweepUntil(() => messageOf(thread, retracted)?.content.includes("~~I was wrong.~~") ?? false);
    expect(mirroredIds(thread)).toEqual([retracted, unreviewed._id]);
  });

  it("is found even if the site cannot list edits", async () => {
    const post = world.forum.addPost({ database: "eaforum", title: "Far", html: "<p>x</p>", author: "Ada" });
    const old = world.forum.addComment({
      postId: post._id,
      html: "<p>Before.</p>",
      author: "Ada",
      postedAt: "2024-01-01T00:00:00.000Z",
    });
    const thread = await world.mirrored(`https://forum.effectivealtruism.org/posts/${post._id}`);
    world.forum.changeComment(old._id, (comment) => {
      if (comment.contents !== null) comment.contents.html = "<p>After.</p>";
    });
    await expect
      .poll(
        async () => {
          await world.bot.app.store.sweeps.forget({ site: "eaforum" });
          return messageOf(thread, old._id)?.content ?? "";
        },
        { interval: 300 },
      )
      .toContain("After.");
  });
});
