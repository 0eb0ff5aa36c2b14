import { afterEach, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;
afterEach(() => world.close());

it("a follow that comes while another of the same target begins does not wait for the next poll", async () => {
  world = await World.withSample({ environment: { POLL_INTERVAL_SECONDS: "3600" } });
  const url = "https://www.lesswrong.com/";
  const { promise, resolve } = Promise.withResolvers<void>();
  const isList = ({ operation }: { operation: string }) => operation === "ReadPosts";
  await world.follow(url, { backfill: 1 });
  await world.discord.until(() => world.channel.threads().length === 1);

  world.forum.inject({ kind: "hold", until: promise, match: isList });
  const channels = ["second", "third"].map((name) => world.guild.addForumChannel({ name }));
  for (const channel of channels) {
    await world.follow(url, { channel: channel.id, backfill: 1 });
    await world.discord.until(() => world.forum.requests.filter(isList).length === 2);
  }
  resolve();
  await expect
    .poll(() => channels.map((channel) => channel.threads().length), { timeout: 60_000 })
    .toEqual([1, 1]);
});
