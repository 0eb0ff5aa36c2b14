import { afterEach, beforeEach, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

const posts = 25;
const commentsEach = 12;

let world: World;

beforeEach(async () => {
  world = await World.withSample({ discord: { rateLimits: "documented" } });
});
afterEach(() => world.close());

it("a channel with a long backlog does not keep other channels waiting", async () => {
  for (let number = 0; number < posts; number += 1) {
    const { _id: postId } = world.forum.addPost({ title: `Post ${number}`, html: "<p>Text.</p>" });
    for (let comment = 0; comment < commentsEach; comment += 1)
      world.forum.addComment({ postId, html: `<p>Comment ${comment}.</p>`, author: "Tobias Rehn" });
  }
  await world.follow("https://www.lesswrong.com/", { backfill: posts });
  const shown = () => world.channel.threads().reduce((sum, thread) => sum + mirroredIds(thread).length, 0);
  await world.discord.until(() => world.channel.threads().length === posts && shown() > 20, 60_000);

  const other = world.guild.addForumChannel({ name: "other" });
  await world.discord.until(() => world.bot.client.channels.cache.has(other.id));
  const { _id: small } = world.forum.addPost({ title: "Small", html: "<p>Text.</p>" });
  const only = world.forum.addComment({ postId: small, html: "<p>Only one.</p>", author: "Tobias Rehn" });
  await world.follow(`https://www.lesswrong.com/posts/${small}`, { channel: other.id });
  await world.discord.until(
    () => other.threads().some((thread) => mirroredIds(thread).includes(only._id)),
    15_000,
  );
  expect(shown()).toBeLessThan(posts * commentsEach);
}, 150_000);
