import { fileURLToPath } from "node:url";
import { shardOfServer } from "loopback-discord/state/sharding.ts";
import { LoopbackDiscourse } from "loopback-sites/discourse/loopback-discourse.ts";
import { describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { ProcessWorld } from "./process-world.ts";
import { shown } from "./reading.ts";

const bot = fileURLToPath(new URL("public-bot.ts", import.meta.url));

describe.skipIf(!hasPostgres)(`two processes on one Postgres ${needsPostgres}`, () => {
  it("share a site that a member of either chose", async () => {
    const forum = await LoopbackDiscourse.open();
    const world = await ProcessWorld.open({ sharding: { recommendedServers: 1, maxConcurrency: "off" } });
    const database = await PostgresDatabase.create({ isEmpty: true });
    try {
      const shard = 1 - shardOfServer(world.guild.id, 2);
      const other = world.discord.addGuild({ name: "Other", shard: [shard, 2] });
      const channels = [world.channel, other.addForumChannel({ name: "discussions" })];
      const topic = forum.content.addTopic({ title: "Tides", cooked: "<p>About tides.</p>" }).id;
      forum.content.addPost({ topic, cooked: "<p>The moon pulls.</p>" });
      const environment = {
        DATABASE_URL: database.url,
        ALLOW_PUBLIC_SITES: "discourse",
        PUBLIC_HOSTS: JSON.stringify({ "https://forum.example.org": forum.url }),
      };
      for (const _ of channels) world.start(environment, bot);
      const holders = async () =>
        await database.query("select holder from leases where unit like 'shard %' group by holder");
      await expect.poll(async () => (await holders()).length, { timeout: 60_000 }).toBe(2);
      await world.discord.until(() => world.discord.gateway.readyCount === 2);
      await world.discord.until(() => world.discord.commands().length > 0);

      const url = `https://forum.example.org/t/tides/${topic}`;
      for (const [index, guild] of [world.guild, other].entries()) {
        const answer = await guild.owner.command("follow", { url, channel: channels[index]?.id ?? "" });
        await answer.settled();
      }
      const texts = () => channels.map((channel) => channel.threads().map(shown).join("\n"));
      await expect
        .poll(() => texts().map((text) => text.includes("The moon pulls.")), { timeout: 60_000 })
        .toEqual([true, true]);
      const units = await database.query("select unit from leases where unit like 'public %'");
      expect(units).toHaveLength(8);
    } finally {
      await world.close();
      await database.drop();
      await forum.close();
    }
  });
});
