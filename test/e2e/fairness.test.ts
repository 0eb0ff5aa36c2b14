import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

const posts = 25;
const commentsEach = 12;
/** The most of a backlog to write before something new is shown: a few turns, whatever the length of the backlog. */
const patience = 75;
const enoughMs = 120_000;

let world: World;

beforeEach(async () => {
  world = await World.withSample({ discord: { rateLimits: "documented" } });
});
afterEach(() => world.close());

function addPost(title: string, comments: number): readonly CommentRecord[] {
  const { _id: postId } = world.forum.addPost({ title, html: "<p>Text.</p>" });
  return Array.from({ length: comments }, (_, number) =>
    world.forum.addComment({ postId, html: `<p>Comment ${number}.</p>`, author: "Tobias Rehn" }),
  );
}

const shown = () => world.channel.threads().flatMap((thread) => mirroredIds(thread)).length;

/** Starts a backlog in a channel and waits until it is being written. */
async function beginBacklog(): Promise<void> {
  for (let number = 0; number < posts; number += 1) addPost(`Post ${number}`, commentsEach);
  await world.follow("https://www.lesswrong.com/", { backfill: posts });
  await world.discord.until(() => shown() > 20, enoughMs);
}

async function untilShown(channel: LoopbackChannel, comment: CommentRecord | undefined): Promise<void> {
  await world.discord.until(
    () => channel.threads().some((thread) => mirroredIds(thread).includes(comment?._id ?? "")),
    enoughMs,
  );
}

/** Waits until the bot has read a comment for a channel: from then on, only its turn decides. */
async function untilQueued(channelId: string, comment: CommentRecord | undefined): Promise<void> {
  const subject = `lesswrong:post:${comment?.postId}`;
  const isQueued = async () => {
    const threads = await world.bot.app.store.threads.all();
    return threads.some(
      (thread) =>
        thread.channelId === channelId && thread.subject === subject && thread.sweptAtMs !== undefined,
    );
  };
  await expect.poll(isQueued).toBe(true);
}

it("a channel with a long backlog does not keep other channels waiting", async () => {
  await beginBacklog();
  const other = world.guild.addForumChannel({ name: "other" });
  await world.discord.until(() => world.bot.gateway.channel(other.id) !== undefined);
  const [only] = addPost("Small", 1);
  await world.follow(`https://www.lesswrong.com/posts/${only?.postId}`, { channel: other.id });
  await untilQueued(other.id, only);
  const before = shown();
  await untilShown(other, only);
  expect(shown() - before).toBeLessThan(patience);
});

it("a new post is shown with its first comments before its channel's long backlog continues", async () => {
  await beginBacklog();
  const [first] = addPost("Fresh", 3);
  await untilQueued(world.channel.id, first);
  const before = shown();
  await untilShown(world.channel, first);
  expect(shown() - before).toBeLessThan(patience);
});
