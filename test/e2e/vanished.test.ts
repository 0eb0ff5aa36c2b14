import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { busyPost } from "./busy-post.ts";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";
const sweepNow = () => world.bot.app.store.sweeps.forget({ site: "lesswrong" });
const asked = (operation: string) =>
  world.forum.requests.filter((request) => request.operation === operation).length;

function tombstones(thread: LoopbackThread): number {
  return thread.messages.filter(({ content }) => content.startsWith("*a deleted comment*")).length;
}

/** Reads every thread again and again until the count is reached. */
async function sweepUntil(read: () => number, wanted: number): Promise<void> {
  await expect
    .poll(
      async () => {
        if (read() !== wanted) await sweepNow();
        return read();
      },
      { interval: 300 },
    )
    .toBe(wanted);
}

describe("comments that vanish from a list", () => {
  it("are all found, however many were deleted before", async () => {
    const { url, ids } = busyPost(world, 60);
    const thread = await world.mirrored(url);
    for (const id of ids.slice(0, 45)) world.forum.deleteComment(id);
    await sweepUntil(() => tombstones(thread), 45);
    for (const id of ids.slice(45, 50)) world.forum.deleteComment(id);
    await sweepUntil(() => tombstones(thread), 50);
  });

  it("cost far fewer requests than there are comments, as long as the lists can be trusted", async () => {
    const { url, ids } = busyPost(world, 160);
    const thread = await world.mirrored(url);
    const before = asked("ReadPlacedComments");
    const singles = asked("ReadComment");
    for (const id of ids.slice(0, 150)) world.forum.deleteComment(id);
    await sweepUntil(() => tombstones(thread), 150);
    expect(asked("ReadComment") - singles).toBe(0);
    expect(asked("ReadPlacedComments") - before).toBeLessThan(5);
    expect(mirroredIds(thread)).toHaveLength(160);
  });

  it("are all found when a thread loses everything", async () => {
    const { url, ids } = busyPost(world, 30);
    const thread = await world.mirrored(url);
    const before = asked("ReadComment");
    for (const id of ids) world.forum.deleteComment(id);
    await sweepUntil(() => tombstones(thread), 30);
    expect(asked("ReadComment") - before).toBe(0);
  });

  it("do not count as deleted if the answer about a hundred of them is cut short or empty", async () => {
    const { url, ids } = busyPost(world, 60);
    const thread = await world.mirrored(url);
    const cut = (key: string, value: unknown) =>
      key === "results" && Array.isArray(value) ? value.slice(-20) : undefined;
    world.forum.inject({
      kind: "altered",
      times: 1000,
      alter: cut,
      match: ({ operation }) => ["ReadThread", "ReadPlacedComments"].includes(operation),
    });
    world.forum.deleteComment(ids[3] ?? "");
    const sweeps = asked("ReadThread");
    await sweepUntil(() => Math.min(4, asked("ReadThread") - sweeps), 4);
    expect(tombstones(thread)).toBeLessThanOrEqual(1);
    expect(mirroredIds(thread)).toHaveLength(60);
  });

  it("lose their messages even after a crash between the archive and the ledger", async () => {
    const { url, ids } = busyPost(world, 3);
    const thread = await world.mirrored(url);
    const [id = ""] = ids;
    world.forum.deleteComment(id);
    const { comments } = world.bot.app.archive;
    const kept = await comments.get(`lesswrong:comment:${id}`);
    if (kept === undefined) throw new Error("the archive has no such comment");
    const nothing = { author: undefined, html: "", markdown: "" };
    await comments.put([{ ...kept, ...nothing, visibility: "hidden" }]);
    await sweepUntil(() => tombstones(thread), 1);
  });

  it("are not treated as deleted while the site's lists are empty, and cost few requests", async () => {
    const { url } = busyPost(world, 60);
    const thread = await world.mirrored(url);
    const before = asked("ReadComment");
    const lists = ["ReadThread", "ReadPlacedComments", "ReadComment"];
    world.forum.inject({
      kind: "empty-list",
      times: 1000,
      match: ({ operation }) => lists.includes(operation),
    });
    const sweeps = asked("ReadThread");
    await sweepUntil(() => Math.min(3, asked("ReadThread") - sweeps), 3);
    await expect.poll(() => asked("ReadComment") - before).toBeGreaterThanOrEqual(6);
    expect(asked("ReadComment") - before).toBeLessThanOrEqual(3 * (asked("ReadThread") - sweeps));
    expect(tombstones(thread)).toBe(0);
    expect(mirroredIds(thread)).toHaveLength(60);
  });

  it("are requested by id if a list was cut short, and left alone if they exist", async () => {
    const { url, ids } = busyPost(world, 30);
    const thread = await world.mirrored(url);
    world.forum.deleteComment(ids[3] ?? "");
    world.forum.inject({
      kind: "empty-list",
      times: 1,
      match: ({ operation }) => operation === "ReadThread",
    });
    await sweepUntil(() => tombstones(thread), 1);
    expect(mirroredIds(thread)).toHaveLength(30);
  });
});

describe("a user's comments beyond the beginning of their page", () => {
  it("are checked in turns, so their edits and deletions are followed", async () => {
    const { ids } = busyPost(world, 90);
    const user = [...world.forum.database("lesswrong").users.values()].find(
      (one) => one.displayName === "Tobias Rehn",
    );
    const thread = await world.mirrored(`${lesswrong}/users/${user?.slug}`, { backfill: 80 });
    const [first = "", second = ""] = mirroredIds(thread).filter((id) => ids.includes(id));
    world.forum.deleteComment(first);
    world.forum.changeComment(second, (comment) => {
      if (comment.contents !== null) comment.contents.html = "<p>Quietly changed.</p>";
    });
    const newest = mirroredIds(thread).at(-1) ?? "";
    world.forum.deleteComment(newest);
    await sweepUntil(() => deletedOf(thread), 2);
    await world.discord.until(() =>
      thread.messages.some(({ content }) => content.includes("Quietly changed.")),
    );
  });
});

/** Counts tombstones. On a user's page, every comment begins with its post. */
function deletedOf(thread: LoopbackThread): number {
  return thread.messages.filter(({ content }) => content.includes("\n*a deleted comment*")).length;
}

describe("a wiki page's discussion", () => {
  it("loses comments that are deleted there", async () => {
    const tag = [...world.forum.database("lesswrong").tags.values()][0];
    const comment = world.forum.addComment({
      tagId: tag?._id ?? "",
      html: "<p>Merge these.</p>",
      author: "Tobias Rehn",
    });
    const thread = await world.mirrored(`${lesswrong}/w/${tag?.slug}/discussion`);
    expect(mirroredIds(thread)).toContain(comment._id);
    world.forum.deleteComment(comment._id);
    await sweepUntil(() => tombstones(thread), 1);
  });
});

describe("a reply to a deleted comment", () => {
  it("no longer shows its words", async () => {
    const { url, ids } = busyPost(world, 2);
    const [parentCommentId = ""] = ids;
    world.forum.addComment({ parentCommentId, html: "<p>I agree.</p>", author: "Ines Okonkwo" });
    const thread = await world.mirrored(url);
    expect(thread.messages.some(({ content }) => /^-# ↩ .*: Number 0/.test(content))).toBe(true);
    world.forum.deleteComment(parentCommentId);
    await sweepUntil(() => thread.messages.filter(({ content }) => content.includes("Number 0")).length, 0);
    expect(visibleIds(world.forum, "lesswrong", world.post("Busy")._id)).toHaveLength(2);
  });
});
