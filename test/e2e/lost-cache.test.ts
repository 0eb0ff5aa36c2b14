import { copyFileSync, openSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "./movable-clock.ts";
import { mirroredIds, said } from "./reading.ts";
import { World } from "./world.ts";

let clock: MovableClock;
let world: World;
let post: PostRecord;
let first: CommentRecord;
let thread: LoopbackThread;

beforeEach(async () => {
  clock = new MovableClock();
  world = await World.open({ clock });
  post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  first = world.forum.addComment({ postId: post._id, html: "<p>The heliotrope was first.</p>" });
  for (let index = 0; index < 40; index += 1) {
    world.forum.addComment({
      postId: post._id,
      html: `<p>Comment ${index}. ${"Many words. ".repeat(100)}</p>`,
    });
  }
  thread = await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`);
  await world.stopBot();
});
afterEach(() => world.close());

const fileOf = (kind: "cache" | "search") => world.databasePath.replace(/\.db$/, `.${kind}.db`);

function lose(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
}

function spoil(path: string): void {
  lose(path);
  writeFileSync(path, "This was a database once. ".repeat(1000));
}

function damage(path: string): void {
  const descriptor = openSync(path, "r+");
  for (let at = 20_000; at < statSync(path).size; at += 9_000) {
    writeSync(descriptor, Buffer.alloc(300, 0xa5), 0, 300, at);
  }
}

/** Expects a reply to show the words of its parent, an edit to change one message, and nothing to be sent twice. */
async function expectBusiness(): Promise<void> {
  const before = mirroredIds(thread).length;
  const reply = world.forum.addComment({
    postId: post._id,
    parentCommentId: first._id,
    html: "<p>And I answer.</p>",
  });
  await world.discord.until(() => mirroredIds(thread).includes(reply._id));
  expect(thread.messages.at(-1)?.content).toContain("The heliotrope was first.");
  world.forum.editComment(first._id, "<p>The heliotrope was second.</p>");
  await world.discord.until(() =>
    thread.messages.some(({ content }) => content.startsWith("The heliotrope was second")),
  );
  expect(mirroredIds(thread)).toHaveLength(before + 1);
}

async function finds(words: string): Promise<boolean> {
  return said(await (await world.moderator.command("lookup", { text: words })).settled()).includes(
    "was second",
  );
}

describe("the archive and its index", () => {
  it.each([
    ["lost", lose],
    ["no database any more", spoil],
  ])("refill themselves if both are %s", async (_name, ruin) => {
    ruin(fileOf("cache"));
    ruin(fileOf("search"));
    await world.startBot();
    await expectBusiness();
    // The next sweep reads the thread again.
    clock.set(24 * 3600_000);
    await expect.poll(() => finds("heliotrope")).toBe(true);
  });

  it("do no harm when pages of the cache are damaged", async () => {
    damage(fileOf("cache"));
    await world.startBot();
    await expectBusiness();
  });
});

describe("comments that are deleted while the archive is lost", () => {
  const contentOf = (id: string) => thread.messages.find(({ content }) => content.includes(id))?.content;
  const asked = () => world.forum.requests.filter(({ operation }) => operation === "ReadComment").length;

  async function restartWithout(...ids: readonly string[]): Promise<void> {
    lose(fileOf("cache"));
    lose(fileOf("search"));
    for (const id of ids) world.forum.deleteComment(id);
    await world.startBot();
  }

  it("become tombstones, and are requested once", async () => {
    await restartWithout(first._id);
    clock.set(24 * 3600_000);
    await world.discord.until(() => contentOf(first._id)?.startsWith("*a deleted comment*") ?? false);
    const before = asked();
    const sweeps = () => world.forum.requests.filter(({ operation }) => operation === "ReadThread").length;
    const swept = sweeps();
    clock.set(48 * 3600_000);
    await world.discord.until(() => sweeps() > swept);
    world.forum.addComment({ postId: post._id, html: "<p>Afterwards.</p>" });
    await world.discord.until(() => thread.messages.at(-1)?.content.startsWith("Afterwards.") ?? false);
    expect(asked()).toBe(before);
    expect(mirroredIds(thread)).toHaveLength(42);
  });

  it("lose their messages if the server wants that, or if the site itself no longer has them", async () => {
    const second = [...world.forum.database("lesswrong").comments.values()].find(
      ({ _id, postId }) => postId === post._id && _id !== first._id,
    );
    world.forum.database("lesswrong").comments.delete(second?._id ?? "");
    await restartWithout(first._id);
    await world.bot.app.store.settings.change(
      world.guild.id,
      { deletions: "remove" },
      { userId: "1", atMs: 0 },
    );
    clock.set(24 * 3600_000);
    await world.discord.until(() => mirroredIds(thread).length === 39);
    for (const id of [first._id, second?._id ?? ""]) expect(contentOf(id)).toBeUndefined();
  });
});

describe("an archive that comes back in an older state", () => {
  const contentOf = (id: string) => thread.messages.find(({ content }) => content.includes(id))?.content;

  /** Lets the bot read and record a change on the site without writing it to Discord; then the archive forgets it. */
  async function forgotten(method: string, happen: () => void): Promise<void> {
    copyFileSync(fileOf("cache"), `${fileOf("cache")}.old`);
    await world.startBot();
    const route = /^\/webhooks\/\d+\/[^/]+\/messages\/\d+$/;
    const fault = { kind: "status", status: 503 } as const;
    const held = world.discord.inject({ method, route, times: Number.POSITIVE_INFINITY, fault });
    happen();
    await world.discord.until(() => held.struck > 0);
    await world.stopBot();
    held.remove();
    lose(fileOf("cache"));
    copyFileSync(`${fileOf("cache")}.old`, fileOf("cache"));
    await world.startBot();
  }

  it("hides no edit that had been read", async () => {
    await forgotten("PATCH", () => world.forum.editComment(first._id, "<p>The heliotrope was second.</p>"));
    await world.discord.until(() => contentOf(first._id)?.startsWith("The heliotrope was second.") ?? false);
    expect(mirroredIds(thread)).toHaveLength(41);
  });

  it("hides no deletion that had been read", async () => {
    await forgotten("PATCH", () => {
      world.forum.deleteComment(first._id);
      clock.set(24 * 3600_000);
    });
    await world.discord.until(() => contentOf(first._id)?.startsWith("*a deleted comment*") ?? false);
    expect(mirroredIds(thread)).toHaveLength(41);
  });
});
