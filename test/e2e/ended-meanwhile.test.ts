import { afterEach, expect, it } from "vitest";
import { ProcessWorld } from "./process-world.ts";

let world: ProcessWorld;
afterEach(() => world.close());

it("a follow that ends while its post is read leaves nothing behind, not even an error in the log", async () => {
  world = await ProcessWorld.open();
  const { discord, forum, guild, channel } = world;
  const { lines } = world.start();
  await discord.until(() => discord.commands().length > 0);
  const post = forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  forum.addComment({ postId: post._id, author: "Tobias" });
  const url = `https://www.lesswrong.com/posts/${post._id}`;
  const requested = (operation: string) =>
    forum.requests.filter((request) => request.operation === operation).length;
  const { promise, resolve } = Promise.withResolvers<void>();
  forum.inject({ kind: "hold", until: promise, match: ({ operation }) => operation === "ReadThread" });
  await guild.owner.command("follow", { url, channel: channel.id });
  await discord.until(() => requested("ReadThread") === 1);
  const answer = await guild.owner.command("unfollow", { follow: url });
  expect((await answer.settled()).message.content).toContain("A discussion");
  resolve();
  // Something else is read after it.
  const other = forum.addPost({ title: "Another", html: "<p>Begin.</p>", author: "Ines" });
  await guild.owner.command("follow", {
    url: `https://www.lesswrong.com/posts/${other._id}`,
    channel: channel.id,
  });
  await discord.until(() => channel.threads().length === 1);
  expect(channel.threads().map(({ name }) => name)).toEqual(["Another"]);
  expect(lines.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
});
