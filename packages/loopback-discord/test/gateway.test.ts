import { createInflate } from "node:zlib";
import { Client, Events, GatewayIntentBits, WebSocketShardEvents } from "discord.js";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { LoopbackDiscord, type LoopbackOptions } from "../src/loopback-discord.ts";
import { connectBot, restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let client: Client | undefined;

afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await discord.close();
});

async function connect(options: LoopbackOptions = {}, intents = [GatewayIntentBits.Guilds]) {
  discord = await LoopbackDiscord.start(options);
  const guild = discord.addGuild({ name: "Reading room" });
  const bot = await connectBot(discord, () => {}, { intents });
  client = bot;
  return { guild, bot };
}

const resumed = (bot: Client) =>
  new Promise<number>((resolve) => bot.once(Events.ShardResume, (_, count) => resolve(count)));

describe("the gateway", () => {
  it("lets a client resume after a dropped connection and replays what it missed", async () => {
    const { guild, bot } = await connect();
    const again = resumed(bot);
    discord.gateway.drop();
    const forum = guild.addForumChannel({ name: "made while away" });
    expect(await again).toBeGreaterThan(0);
    expect(bot.channels.cache.has(forum.id)).toBe(true);
    expect(discord.gateway.identifies).toBe(1);
  });

  it("lets a client resume when it is asked to reconnect", async () => {
    const { bot } = await connect();
    const again = resumed(bot);
    discord.gateway.askToReconnect();
    await again;
    expect(discord.gateway.identifies).toBe(1);
  });

  it("makes a client identify again once its session is invalid", async () => {
    const { guild, bot } = await connect();
    discord.gateway.invalidateSession();
    await discord.until(() => discord.gateway.identifies === 2 && discord.gateway.readyCount === 1);
    const forum = guild.addForumChannel({ name: "later" });
    await discord.until(() => bot.channels.cache.has(forum.id));
    expect(bot.channels.cache.get(forum.id)).toBeDefined();
  });

  it("loses a client whose heartbeats it no longer answers", async () => {
    const { bot } = await connect({ heartbeatIntervalMs: 200 });
    const again = resumed(bot);
    discord.gateway.zombie();
    await again;
    expect(discord.gateway.readyCount).toBe(1);
  });

  it("closes with 4014 for a privileged intent that is not switched on", async () => {
    discord = await LoopbackDiscord.start();
    client = new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
      rest: { api: discord.apiUrl },
    });
    client.on("error", () => {});
    await expect(client.login(discord.token)).rejects.toThrow(/disallowed intents/i);
    expect(discord.violations.map(({ what }) => what)).toEqual(["gateway closed: 4014 Disallowed intent(s)"]);
  });

  it("refuses a wrong token before any connection", async () => {
    discord = await LoopbackDiscord.start();
    client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(client.login("wrong")).rejects.toThrow();
    expect(discord.requests.map(({ status }) => status)).toEqual([401]);
  });

  it.each([false, true])("blanks webhook messages unless MessageContent is on: %s", async (hasContent) => {
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages];
    if (hasContent) intents.push(GatewayIntentBits.MessageContent);
    const { guild, bot } = await connect(
      { privilegedIntents: hasContent ? ["MessageContent"] : [] },
      intents,
    );
    const text = guild.addTextChannel({ name: "talk" });
    const seen: [string, string][] = [];
    bot.on(Events.MessageCreate, (message) => void seen.push([message.author.username, message.content]));
    await discord.until(() => bot.channels.cache.has(text.id));
    const channel = bot.channels.cache.get(text.id);
    if (!channel?.isSendable() || !("createWebhook" in channel)) throw new Error("not a text channel");
    await channel.send("own words");
    const webhook = await channel.createWebhook({ name: "Mirror" });
    await webhook.send("mirrored words");
    await discord.until(() => seen.length === 2);
    expect(seen).toEqual([
      ["commonplace", "own words"],
      ["Mirror", hasContent ? "mirrored words" : ""],
    ]);
  });

  it("reports nothing about channels that the bot cannot view", async () => {
    const { guild, bot } = await connect();
    const hidden = guild.addForumChannel({
      name: "hidden",
      overwrites: [{ for: "bot", deny: ["ViewChannel"] }],
    });
    const seen: string[] = [];
    bot.on(Events.Raw, (packet: { t: string }) => void seen.push(packet.t));
    hidden.addWebhook("somebody's");
    guild.setBotPermissions(["ViewChannel"]);
    await discord.until(() => seen.includes("GUILD_ROLE_UPDATE"));
    expect(seen).not.toContain(WebSocketShardEvents.Ready);
    expect(seen).not.toContain("WEBHOOKS_UPDATE");
  });

  it("reports a channel's threads once the bot may view it again", async () => {
    const { guild, bot } = await connect();
    const forum = guild.addForumChannel({ name: "threads" });
    const { id } = (await bot.rest.post(`/channels/${forum.id}/threads`, {
      body: { name: "A post", message: { content: "It begins" } },
    })) as { id: string };
    forum.setOverwrites([{ for: "bot", deny: ["ViewChannel"] }]);
    bot.channels.cache.delete(id);
    forum.setOverwrites([]);
    await discord.until(() => bot.channels.cache.has(id));
    expect(bot.channels.cache.get(id)?.isThread()).toBe(true);
  });

  it("is tried again by a client during an outage", async () => {
    const { bot } = await connect();
    const again = resumed(bot);
    discord.gateway.isDown = true;
    discord.gateway.drop();
    await discord.until(() => discord.gateway.readyCount === 0);
    discord.gateway.isDown = false;
    await again;
    expect(discord.gateway.readyCount).toBe(1);
  });

  it("tells a bot when it is removed and invited again", async () => {
    const { guild, bot } = await connect();
    guild.removeBot();
    await discord.until(() => !bot.guilds.cache.has(guild.id));
    expect(await restOf(discord).get("/users/@me/guilds")).toEqual([]);
    guild.addBot();
    await discord.until(() => bot.guilds.cache.has(guild.id));
    expect(discord.violations).toEqual([]);
  });
});

describe("compression", () => {
  it("of the whole stream is used if requested", async () => {
    discord = await LoopbackDiscord.start();
    const inflate = createInflate();
    const socket = new WebSocket(`${discord.gateway.url}?v=10&encoding=json&compress=zlib-stream`);
    socket.on("message", (data: Buffer) => inflate.write(data));
    const seen: string[] = [];
    const ready = new Promise<void>((resolve) => {
      inflate.on("data", (chunk: Buffer) => {
        seen.push(chunk.toString());
        if (seen.length === 1) {
          const d = { token: discord.token, intents: 1, properties: {} };
          socket.send(JSON.stringify({ op: 2, d }));
        } else resolve();
      });
    });
    await ready;
    socket.terminate();
    expect(JSON.parse(seen[0] ?? "").op).toBe(10);
    expect(JSON.parse(seen[1] ?? "").t).toBe("READY");
  });
});
