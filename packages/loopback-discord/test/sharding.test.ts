import { type Client, Events, Routes } from "discord.js";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { LoopbackGuild } from "../src/driver/guild.ts";
import { LoopbackDiscord, type LoopbackOptions } from "../src/loopback-discord.ts";
import { connectBot, restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let client: Client | undefined;

afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await discord.close();
});

/** Opens a Discord with a server on each of two shards. */
async function open(sharding: LoopbackOptions["sharding"] = {}) {
  discord = await LoopbackDiscord.start({
    sharding: { recommendedServers: 1, maxConcurrency: 16, ...sharding },
  });
  const first = discord.addGuild({ name: "First", shard: [0, 2] });
  const second = discord.addGuild({ name: "Second", shard: [1, 2] });
  return { first, second };
}

async function connect(answer: Parameters<typeof connectBot>[1] = () => {}) {
  const guilds = await open();
  const bot = await connectBot(discord, answer, { shards: "auto" });
  client = bot;
  return { ...guilds, bot };
}

/** Identifies as a shard. Returns the first payload after Hello, or the code with which the gateway closes. */
async function identify(
  shard: readonly number[],
): Promise<{ readonly op: number; readonly d: unknown } | number> {
  const socket = new WebSocket(`${discord.gateway.url}?v=10&encoding=json`);
  const answer = Promise.withResolvers<{ readonly op: number; readonly d: unknown } | number>();
  socket.on("close", (code) => answer.resolve(code));
  socket.on("message", (data) => {
    const payload = JSON.parse(String(data));
    if (payload.op !== 10) return answer.resolve(payload);
    socket.send(JSON.stringify({ op: 2, d: { token: discord.token, intents: 1, properties: {}, shard } }));
  });
  return await answer.promise;
}

const shardsThatResume = (bot: Client) => {
  const seen: number[] = [];
  bot.on(Events.ShardResume, (id) => void seen.push(id));
  return seen;
};

/** Makes a channel and waits until the bot has heard of it. */
async function hearsOf(bot: Client, guild: LoopbackGuild): Promise<void> {
  const { id } = guild.addForumChannel({ name: "new" });
  await discord.until(() => bot.channels.cache.has(id));
}

describe("the number of shards", () => {
  it("that Discord recommends grows with the servers that have the bot", async () => {
    const { second } = await open({ recommendedServers: 2 });
    const information = async () => (await restOf(discord).get(Routes.gatewayBot())) as { shards: number };
    expect(await information()).toMatchObject({ shards: 1, session_start_limit: { max_concurrency: 16 } });
    discord.addGuild({ name: "Third" });
    expect(await information()).toMatchObject({ shards: 2 });
    second.removeBot();
    expect(await information()).toMatchObject({ shards: 1 });
  });

  it("is too small if a shard would have more servers than Discord allows", async () => {
    await open({ mostServers: 1 });
    expect(await identify([0, 1])).toBe(4011);
    expect(await identify([0, 2])).toMatchObject({ op: 0, t: "READY" });
  });

  it.each([[[2, 2]], [[-1, 2]], [[0.5, 2]]])("must be larger than the shard's own: %j", async (shard) => {
    await open();
    expect(await identify(shard)).toBe(4010);
  });
});

describe("shards that start", () => {
  it("within five seconds get an invalid session, except one for each rate limit key", async () => {
    await open({ maxConcurrency: 2 });
    expect(await identify([0, 4])).toMatchObject({ t: "READY" });
    expect(await identify([1, 4])).toMatchObject({ t: "READY" });
    expect(await identify([2, 4])).toMatchObject({ op: 9, d: false });
    expect(discord.violations).toEqual([]);
  });

  it("are counted against the day's limit", async () => {
    await open();
    await identify([0, 1]);
    expect(await restOf(discord).get(Routes.gatewayBot())).toMatchObject({
      session_start_limit: { total: 1000, remaining: 999 },
    });
  });
});

describe("a shard", () => {
  it("hears about its own servers only", async () => {
    const { first, second, bot } = await connect();
    expect([first, second].map(({ id }) => bot.guilds.cache.get(id)?.shardId)).toEqual([0, 1]);
    const heard: [string, number][] = [];
    bot.on(Events.Raw, (packet: { t: string }, shard: number) => void heard.push([packet.t, shard]));
    await hearsOf(bot, second);
    expect(heard).toEqual([["CHANNEL_CREATE", 1]]);
  });

  it("hears about conversations outside of servers if it is the first", async () => {
    const { bot } = await connect();
    await bot.application.commands.create({
      name: "ping",
      description: "Answers",
      integrationTypes: [1],
      contexts: [1],
    });
    const heard: number[] = [];
    bot.on(Events.Raw, (packet: { t: string }, shard: number) => {
      if (packet.t === "INTERACTION_CREATE") heard.push(shard);
    });
    bot.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply("pong");
    });
    await discord.addUser({ name: "Ada" }).command("ping", {}, { where: "bot-dm" });
    expect(heard).toEqual([0]);
  });

  it("resumes alone when its connection is cut, and hears what it missed", async () => {
    const { second, bot } = await connect();
    const resumed = shardsThatResume(bot);
    discord.gateway.drop(undefined, 1);
    await hearsOf(bot, second);
    expect([resumed, discord.gateway.identifies]).toEqual([[1], 2]);
  });

  it("resumes alone when it is asked to reconnect", async () => {
    const { bot } = await connect();
    const resumed = shardsThatResume(bot);
    discord.gateway.askToReconnect(1);
    await discord.until(() => resumed.length > 0);
    expect([resumed, discord.gateway.identifies]).toEqual([[1], 2]);
  });

  it("keeps its session while another shard identifies again", async () => {
    const { first, second, bot } = await connect();
    const resumed = shardsThatResume(bot);
    discord.gateway.takeDown(0);
    discord.gateway.invalidateSession(1);
    await discord.until(() => discord.gateway.identifies === 3);
    await hearsOf(bot, second);
    discord.gateway.bringUp(0);
    await hearsOf(bot, first);
    expect([resumed, discord.gateway.identifies]).toEqual([[0], 3]);
  });

  it("gets no answer during its outage, while the others go on", async () => {
    const { first, second } = await open();
    discord.gateway.takeDown(1);
    const bot = connectBot(discord, () => {}, { shards: "auto" });
    await discord.until(() => discord.gateway.readyCount === 1);
    discord.gateway.bringUp(1);
    client = await bot;
    expect([first, second].every(({ id }) => client?.guilds.cache.has(id))).toBe(true);
  });
});
