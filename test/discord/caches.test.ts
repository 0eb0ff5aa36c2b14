import { Client, Events, GatewayIntentBits } from "discord.js";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findChannel } from "../../src/discord/find-channel.ts";
import { makeCache } from "../../src/discord/gateway/caches.ts";

let discord: LoopbackDiscord;
let guild: LoopbackGuild;
let member: LoopbackMember;
let client: Client;

beforeEach(async () => {
  discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
  guild = discord.addGuild({ name: "Reading group" });
  member = guild.addMember({ name: "Ada" });
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl }, makeCache });
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

async function connect(): Promise<void> {
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
}

const names = () => [...client.channels.cache.values()].flatMap((one) => ("name" in one ? [one.name] : []));
const isKept = (id: string) => () => client.channels.cache.has(id);
/** Returns the bot's permissions in a forum, as the gateway has reported them. */
const mayManageWebhooks = (id: string) => () => {
  const channel = client.channels.cache.get(id);
  const me = client.guilds.cache.get(guild.id)?.members.me;
  if (channel === undefined || channel.isDMBased() || !me) return undefined;
  return channel.permissionsFor(me).has("ManageWebhooks");
};

async function openPost(forumId: string, name: string): Promise<string> {
  const body = { name, message: { content: "It begins" } };
  return ((await client.rest.post(`/channels/${forumId}/threads`, { body })) as { id: string }).id;
}

describe("of a server's channels", () => {
  it("only forums and the bot's own forum posts are kept", async () => {
    const forum = guild.addForumChannel({ name: "discussions" });
    forum.addThread("from a member", member);
    await connect();
    expect(names()).toEqual(["discussions"]);
    const own = await openPost(forum.id, "from the bot");
    await discord.until(isKept(own));
    const other = forum.addThread("another from a member", member);
    guild.addTextChannel({ name: "talk" });
    const last = guild.addForumChannel({ name: "last" });
    await discord.until(isKept(last.id));
    expect(names()).toEqual(["discussions", "from the bot", "last"]);
    expect(isKept(other.id)()).toBe(false);
    expect(client.guilds.cache.get(guild.id)?.channels.cache.size).toBe(3);
  });

  it("a forum is known by its new name once it is renamed, and no longer once it is deleted, with its posts", async () => {
    const forum = guild.addForumChannel({ name: "discussions" });
    await connect();
    const own = await openPost(forum.id, "from the bot");
    await discord.until(isKept(own));
    forum.rename("arguments");
    await discord.until(() => names().includes("arguments"));
    forum.delete();
    await discord.until(() => !isKept(forum.id)());
    expect(names()).toEqual([]);
  });

  it("a text channel that is renamed is not kept either", async () => {
    await connect();
    const talk = guild.addTextChannel({ name: "talk" });
    talk.rename("chatter");
    const last = guild.addForumChannel({ name: "last" });
    await discord.until(isKept(last.id));
    expect(names()).toEqual(["last"]);
  });

  it("a forum shows the bot's permissions as its role and the channel change", async () => {
    const forum = guild.addForumChannel({ name: "discussions" });
    await connect();
    const may = mayManageWebhooks(forum.id);
    expect(may()).toBe(true);
    forum.setOverwrites([{ for: "bot", deny: ["ManageWebhooks"] }]);
    await discord.until(() => may() === false);
    forum.setOverwrites([]);
    await discord.until(() => may() === true);
    guild.setBotPermissions(["ViewChannel"]);
    await discord.until(() => may() === false);
    guild.setBotPermissions("all");
    await discord.until(() => may() === true);
    expect(may()).toBe(true);
  });

  it("forums are known again after the server's outage, with what changed meanwhile", async () => {
    const forum = guild.addForumChannel({ name: "discussions" });
    const doomed = guild.addForumChannel({ name: "doomed" });
    await connect();
    guild.goDown();
    await discord.until(() => client.guilds.cache.get(guild.id)?.available === false);
    doomed.delete();
    forum.setOverwrites([{ for: "bot", deny: ["ManageWebhooks"] }]);
    guild.comeBack();
    await discord.until(() => client.guilds.cache.get(guild.id)?.available === true);
    const known = client.guilds.cache.get(guild.id)?.channels.cache.map(({ name }) => name);
    expect(known).toEqual(["discussions"]);
    expect(mayManageWebhooks(forum.id)()).toBe(false);
  });

  it("one that is not kept is found by asking Discord, and is still not kept", async () => {
    const talk = guild.addTextChannel({
      name: "talk",
      overwrites: [{ for: "bot", deny: ["SendMessages"] }],
    });
    await connect();
    const found = await findChannel(client, talk.id);
    const me = client.guilds.cache.get(guild.id)?.members.me;
    expect(found?.guild.id).toBe(guild.id);
    expect(me && found?.permissionsFor(me).has("SendMessages")).toBe(false);
    expect(isKept(talk.id)()).toBe(false);
    talk.delete();
    expect(await findChannel(client, talk.id)).toBeUndefined();
  });
});

describe("of a server's members", () => {
  it("only the bot is kept, whoever uses its commands", async () => {
    await connect();
    await client.application?.commands.create({ name: "ping", description: "Answers" });
    const askers: (string | undefined)[] = [];
    client.on(Events.InteractionCreate, async (interaction) => {
      askers.push(interaction.inCachedGuild() ? interaction.member.displayName : undefined);
      if (interaction.isChatInputCommand()) await interaction.reply("pong");
    });
    await member.command("ping");
    expect(askers).toEqual(["Ada"]);
    expect([...(client.guilds.cache.get(guild.id)?.members.cache.keys() ?? [])]).toEqual([discord.botUserId]);
    expect([...client.users.cache.keys()]).toEqual([discord.botUserId]);
  });
});
