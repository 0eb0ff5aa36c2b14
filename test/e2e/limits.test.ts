import { afterEach, expect, it } from "vitest";
import { World } from "./world.ts";

const backfills = 41;
const comments = 6;

let world: World;

afterEach(() => world.close());

it("fills 41 channels at once without a single refusal, and answers members meanwhile", async () => {
  world = await World.open({ discord: { rateLimits: "documented" } });
  const follows = Array.from({ length: backfills }, (_, index) => {
    const guild = world.discord.addGuild({ name: `Server ${index}` });
    const channel = guild.addForumChannel({ name: "discussions" });
    const post = world.forum.addPost({ title: `Discussion ${index}`, html: "<p>Begin.</p>", author: "Ines" });
    return { guild, channel, post };
  });
  for (const { guild, channel, post } of follows) {
    const url = `https://www.lesswrong.com/posts/${post._id}`;
    const answer = await guild.owner.command("follow", { url, channel: channel.id });
    await answer.settled();
  }
  for (let number = 0; number < comments; number += 1) {
    for (const { post } of follows)
      world.forum.addComment({ postId: post._id, html: `<p>Comment ${number}.</p>` });
  }
  const written = () =>
    follows.reduce((sum, { channel }) => sum + (channel.threads()[0]?.messages.length ?? 0), 0);
  await world.discord.until(() => written() > backfills * 2);
  const answer = await follows[0]?.guild.owner.command("following");
  expect(answer?.message.content).toContain("Discussion 0");
  await world.discord.until(() => written() === backfills * (1 + comments));
  expect(world.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(world.discord.invalidRequests).toBe(0);
});

it("answers any number of members at once, however slowly Discord accepts the answers", async () => {
  world = await World.withSample();
  world.discord.inject({ route: /callback$/, fault: { kind: "delay", ms: 600, after: true } });
  const asked = Array.from({ length: 130 }, () => world.moderator.command("help"));
  await Promise.all(asked);
  expect(world.discord.invalidRequests).toBe(0);
  expect((await world.moderator.command("status")).message.content).not.toContain("refused");
});
