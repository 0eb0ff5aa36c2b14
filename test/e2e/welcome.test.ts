import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const general = (guild: LoopbackGuild) =>
  guild.channels.find(({ name }) => name === "general")?.messages ?? [];
const known = async (guild: LoopbackGuild) =>
  await world.discord.until(() => world.bot.gateway.guild(guild.id) !== undefined);

describe("a server that adds the bot", () => {
  it("is told in its system channel how to start, once, with commands to click", async () => {
    const guild = world.discord.addGuild({ name: "New", hasSystemChannel: true });
    await expect.poll(() => general(guild).length).toBe(1);
    const ids = new Map(world.discord.commands().map(({ name, id }) => [name, id]));
    expect(general(guild)[0]?.content).toBe(
      `Thank you for adding me. I mirror comment threads from forums and blogs into forum channels. Anyone with **Manage Threads** can start with </follow:${ids.get("follow")}> and the address of a post; </help:${ids.get("help")}> shows the rest.`,
    );
    await world.stopBot();
    await world.startBot();
    await guild.owner.command("help");
    expect(general(guild)).toHaveLength(1);
  });

  it("is welcomed in its own language", async () => {
    const guild = world.discord.addGuild({ name: "Neu", hasSystemChannel: true, locale: "de" });
    await expect.poll(() => general(guild)[0]?.content).toContain("Danke für die Einladung.");
  });

  it("is left in peace without a system channel, or if the bot may not write there", async () => {
    const without = world.discord.addGuild({ name: "Quiet" });
    const closed = world.discord.addGuild({
      name: "Closed",
      hasSystemChannel: true,
      botPermissions: ["ViewChannel"],
    });
    for (const guild of [without, closed]) {
      await known(guild);
      await guild.owner.command("help");
      expect(general(guild)).toEqual([]);
    }
  });
});

describe("/help", () => {
  it("has commands to click and three buttons that lead on", async () => {
    const answer = await world.moderator.command("help");
    const follow = world.discord.commands().find(({ name }) => name === "follow");
    expect(answer.message.content).toContain(`- </follow:${follow?.id}>: `);
    expect(JSON.stringify(answer.message.components)).toContain('"label":"Add me to a server"');
    expect((await world.moderator.press(answer, "What I keep about you")).message.content).not.toBe("");
    const list = await world.moderator.press(answer, "What is followed here");
    expect(list.message.content).toContain("This server follows nothing yet.");
  });

  it("names the commands without links while Discord does not say which there are", async () => {
    await world.stopBot();
    await world.startBot();
    world.discord.inject({
      method: "GET",
      route: "/applications/:application/commands",
      fault: { kind: "status", status: 500 },
      times: 10,
    });
    const { message } = await world.moderator.command("help");
    expect(message.content).toContain("- `/follow`: ");
  });
});

describe("/status", () => {
  it("begins with whether all is well", async () => {
    const begin = async () => (await world.moderator.command("status")).message.content.split("\n")[0];
    expect(await begin()).toBe("✅ All is well.");
    await world.mirrored(`https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`);
    world.forum.inject({ kind: "html-challenge", times: 1000 });
    await world.discord.until(() => world.bot.app.sources.get("lesswrong")?.health().lastError !== undefined);
    expect(await begin()).toBe("⚠️ Something is wrong. See the lines with this sign.");
  });

  it("says that follows of the server stopped", async () => {
    await world.mirrored(`https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`);
    world.channel.delete();
    await expect
      .poll(async () => (await world.moderator.command("status")).message.content)
      .toContain("⚠️ 1 follow of this server stopped; `/following` says why");
  });
});
