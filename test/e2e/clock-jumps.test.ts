import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { afterEach, describe, expect, it } from "vitest";
import { MovableClock } from "./movable-clock.ts";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

const year = 365 * 24 * 3600_000;
let clock: MovableClock;
let world: World;
let post: PostRecord;
let thread: LoopbackThread;

afterEach(() => world.close());

async function open(): Promise<void> {
  clock = new MovableClock();
  world = await World.open({ clock });
  post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  add("<p>The first.</p>");
  thread = await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`);
}

function add(html: string, given: Partial<CommentRecord> = {}): CommentRecord {
  return world.forum.addComment({ postId: post._id, html, ...given });
}

const times = ({ _id }: CommentRecord) => mirroredIds(thread).filter((id) => id === _id).length;

/** Expects everything to work: comments arrive, edits are made, and sweeps find what polls cannot. */
async function expectBusiness(): Promise<void> {
  const comment = add("<p>Business.</p>");
  const unreviewed = add("<p>Approved.</p>", { authorIsUnreviewed: true });
  await world.discord.until(() => times(comment) === 1);
  world.forum.editComment(comment._id, "<p>Business as usual.</p>");
  await world.discord.until(() =>
    thread.messages.some(({ content }) => content.includes("as usual.") && content.includes(comment._id)),
  );
  world.forum.approve(unreviewed._id);
  clock.set(20 * 60_000);
  await world.discord.until(() => times(unreviewed) === 1);
  expect([times(comment), times(unreviewed)]).toEqual([1, 1]);
}

describe.each([
  ["forward a year", year],
  ["back a year", -year],
])("a clock that is set %s", (_name, ms) => {
  it("does no harm while the bot runs", async () => {
    await open();
    clock.set(ms);
    await expectBusiness();
    const next = world.forum.addPost({ title: "Another", html: "<p>Begin.</p>", author: "Ines" });
    world.forum.addComment({ postId: next._id, html: "<p>There.</p>" });
    await world.mirrored(`https://www.lesswrong.com/posts/${next._id}`);
    expect(world.channel.threads()).toHaveLength(2);
  });

  it("does no harm across a restart", async () => {
    await open();
    await world.stopBot();
    clock.set(ms);
    await world.startBot();
    await expectBusiness();
  });

  it.each(["cut-before", "cut-after"] as const)(
    "settles an interrupted send (%s) neither early nor never",
    async (kind) => {
      await open();
      const fault = world.discord.inject({
        method: "POST",
        route: "/webhooks/:webhook/:token",
        times: 1,
        fault: { kind },
      });
      const comment = add("<p>Interrupted.</p>");
      await world.discord.until(() => fault.struck === 1);
      clock.set(ms);
      add("<p>What wakes the thread.</p>");
      const lists = () =>
        world.discord.requests.filter(({ route }) => route === "/channels/:channel/messages");
      const before = lists().length;
      await world.discord.until(() => lists().length > before);
      const cut = world.discord.requests.find((request) => request.fault === kind);
      // The bot waits for half a second from the beginning of the send, which the cut ended a little later.
      expect((lists()[before]?.atMs ?? 0) - (cut?.atMs ?? 0)).toBeGreaterThan(100);
      await world.discord.until(() => times(comment) === 1);
      await expectBusiness();
      expect(times(comment)).toBe(1);
    },
  );

  it("lets a follow of a whole site find new posts", async () => {
    clock = new MovableClock();
    world = await World.open({ clock });
    post = world.forum.addPost({ title: "Before", html: "<p>Begin.</p>", author: "Ines" });
    clock.set(ms);
    const answer = await world.follow("https://www.lesswrong.com/", { backfill: 0 });
    await answer.settled(({ message }) => message.content.includes("Nothing to mirror yet"));
    clock.set(-ms);
    world.forum.addPost({ title: "After", html: "<p>Begin.</p>", author: "Ines" });
    await world.discord.until(() => world.channel.threads().length === 1);
    expect(world.channel.threads()[0]?.name).toBe("After");
  });
});
