import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { shardOfServer } from "loopback-discord/state/sharding.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "./movable-clock.ts";
import { mirroredIds, said } from "./reading.ts";
import { World } from "./world.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let world: World;
let clock: MovableClock;
/** A server on the other shard. */
let other: LoopbackGuild;
/** The shard of the server that follows. */
let shard: number;

beforeEach(async () => {
  clock = new MovableClock();
  world = await World.withSample({
    clock,
    discord: { now: clock.trueNow, sharding: { recommendedServers: 1 } },
  });
  shard = shardOfServer(world.guild.id, 2);
  other = world.discord.addGuild({ name: "Elsewhere", shard: [1 - shard, 2] });
});
afterEach(() => world.close());

const post = () => world.post("harbour clock");
const url = () => `https://www.lesswrong.com/posts/${post()._id}/${post().slug}`;
const add = (text: string) =>
  world.forum.addComment({ postId: post()._id, html: `<p>${text}</p>`, author: "Tobias Rehn" });
const store = () => world.bot.app.store;
const following = async () => (await store().follows.ofGuild(world.guild.id))[0];

/** Lets time pass, and lets the bot look at its servers as it regularly does. */
async function pass(ms: number): Promise<void> {
  const { guilds } = world.bot.app.mirror;
  clock.travel(ms);
  await guilds.settle();
  await guilds.lookEverywhere();
  await guilds.purge();
}

/** Restarts the bot, now with two shards, while the shard of the server that follows is down. */
async function restartWithout(): Promise<void> {
  await world.stopBot();
  world.discord.gateway.takeDown(shard);
  await world.startBot();
}

describe("a shard that stays away when the bot starts", () => {
  it("stops no follow and deletes nothing, and everything continues when it arrives", async () => {
    const thread = await world.mirrored(url());
    await restartWithout();
    const comment = add("Said meanwhile.");
    for (let days = 0; days < 40; days += 10) await pass(10 * dayMs);
    expect(await following()).toMatchObject({ state: "active", trouble: undefined });
    expect(await store().departures.all()).toEqual([]);
    world.discord.gateway.bringUp(shard);
    await world.discord.until(() => world.discord.gateway.readyCount === 2);
    clock.travel(hourMs);
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
  });

  it("keeps nobody else waiting, as /status says", async () => {
    await restartWithout();
    expect(said(await other.owner.command("status"))).toContain("1 of 2 connections to Discord is down");
    const channel = other.addForumChannel({ name: "discussions" });
    await world.discord.until(() => world.bot.gateway.channel(channel.id) !== undefined);
    const answer = await other.owner.command("follow", { url: url(), channel: channel.id });
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    world.discord.gateway.bringUp(shard);
    await expect.poll(async () => said(await other.owner.command("status"))).not.toContain("connections");
  });

  it("does not hide for good that a server removed the bot meanwhile", async () => {
    await world.mirrored(url());
    await world.stopBot();
    world.guild.removeBot();
    world.discord.addGuild({ name: "Third", shard: [shard, 2] });
    world.discord.gateway.takeDown(shard);
    await world.startBot();
    await pass(31 * dayMs);
    expect((await following())?.state).toBe("active");
    world.discord.gateway.bringUp(shard);
    await world.discord.until(() => world.discord.gateway.readyCount === 2);
    await expect
      .poll(async () => {
        await pass(0);
        return (await following())?.trouble?.fault.kind;
      })
      .toBe("not-in-server");
    await pass(29 * dayMs);
    expect(await following()).toBeDefined();
    await pass(2 * dayMs);
    expect(await following()).toBeUndefined();
  });
});

describe("a server that Discord has not reported yet", () => {
  it("is asked for patience, not for a forum channel", async () => {
    await world.stopBot();
    world.guild.goDown();
    await world.startBot();
    await world.discord.until(() => world.discord.gateway.readyCount === 2);
    for (const options of [{ url: url() }, { url: url(), channel: world.channel.id }]) {
      const answer = await world.moderator.command("follow", options);
      expect(said(await answer.settled())).toContain("Discord is not answering at the moment");
    }
    world.guild.comeBack();
    await world.discord.until(() => world.bot.gateway.channel(world.channel.id) !== undefined);
    await world.mirrored(url());
  });
});

describe("a shard that is lost while the bot runs", () => {
  it("stops no follow, and the mirror goes on without it", async () => {
    const thread = await world.mirrored(url());
    await world.stopBot();
    await world.startBot();
    await world.discord.until(() => world.discord.gateway.readyCount === 2);
    world.discord.gateway.takeDown(shard);
    const comment = add("Said meanwhile.");
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    await pass(40 * dayMs);
    expect(await following()).toMatchObject({ state: "active", trouble: undefined });
    world.discord.gateway.bringUp(shard);
    await world.discord.until(() => world.discord.gateway.readyCount === 2);
  });

  it("learns what happened meanwhile, even if its session has expired", async () => {
    const second = world.guild.addForumChannel({ name: "second" });
    const third = world.discord.addGuild({ name: "Third" });
    await world.discord.until(() => world.bot.gateway.guild(third.id) !== undefined);
    await world.mirrored(url(), { channel: second.id });
    world.discord.gateway.invalidateSession();
    second.delete();
    third.removeBot();
    await world.discord.until(() => world.discord.gateway.identifies === 2);
    await world.discord.until(() => world.bot.gateway.guild(third.id) === undefined);
    await expect
      .poll(async () => {
        await pass(0);
        return (await following())?.trouble?.fault.kind;
      })
      .toBe("channel-gone");
  });
});

describe("a Discord that does not answer at first", () => {
  it("causes no trouble later", async () => {
    await world.stopBot();
    const fault = { kind: "status", status: 503 } as const;
    world.discord.inject({ route: "/gateway/bot", times: 2, fault });
    const started = world.startBot();
    await world.discord.until(() => world.discord.requests.some(({ status }) => status === 503));
    clock.travel(hourMs);
    await started;
    await world.discord.until(() => world.discord.gateway.readyCount === 2);
    await world.mirrored(url());
    expect((await following())?.state).toBe("active");
  });
});
