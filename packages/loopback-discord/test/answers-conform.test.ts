import {
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  MessageFlags,
  type REST,
  Routes,
  TextDisplayBuilder,
} from "discord.js";
import * as schemas from "discord-api-spec/zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { $ZodType } from "zod/v4/core";
import type { LoopbackChannel } from "../src/driver/channel.ts";
import type { LoopbackGuild } from "../src/driver/guild.ts";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let rest: REST;
let guild: LoopbackGuild;
let forum: LoopbackChannel;
let text: LoopbackChannel;
let thread: { readonly id: string; readonly message: unknown };
let webhook: { readonly id: string; readonly token: string };

beforeAll(async () => {
  discord = await LoopbackDiscord.start();
  guild = discord.addGuild({ name: "Reading room" });
  forum = guild.addForumChannel({
    name: "threads",
    tags: ["AI"],
    overwrites: [{ for: "bot", allow: ["PinMessages"] }],
  });
  text = guild.addTextChannel({ name: "talk" });
  rest = restOf(discord);
  thread = (await rest.post(Routes.threads(forum.id), {
    body: {
      name: "A post",
      message: { content: "It begins", embeds: [{ title: "By Ada", author: { name: "Ada" } }] },
    },
  })) as typeof thread;
  webhook = (await rest.post(Routes.channelWebhooks(forum.id), {
    body: { name: "Mirror" },
  })) as typeof webhook;
});
afterAll(() => discord.close());

function faultsOf(name: string, value: unknown): unknown {
  const schema = (schemas as unknown as Record<string, $ZodType>)[name];
  const result = schema?._zod.run({ value, issues: [] }, { async: false }) as { issues: unknown[] };
  return result.issues;
}

describe("every answer has the shape that Discord's own specification gives it", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["GatewayBotResponseSchema", () => rest.get(Routes.gatewayBot())],
    ["UserPIIResponseSchema", () => rest.get(Routes.user("@me"))],
    ["PrivateApplicationResponseSchema", () => rest.get(Routes.currentApplication())],
    ["GuildWithCountsResponseSchema", () => rest.get(Routes.guild(guild.id))],
    ["GuildMemberResponseSchema", () => rest.get(Routes.guildMember(guild.id, discord.botUserId))],
    ["GuildChannelResponseSchema", () => rest.get(Routes.channel(forum.id))],
    ["GuildChannelResponseSchema", () => rest.get(Routes.channel(text.id))],
    ["ThreadResponseSchema", () => rest.get(Routes.channel(thread.id))],
    ["ThreadsResponseSchema", () => rest.get(Routes.guildActiveThreads(guild.id))],
    ["CreatedThreadResponseSchema", async () => thread],
    ["MessageResponseSchema", async () => thread.message],
    ["GuildIncomingWebhookResponseSchema", async () => webhook],
    [
      "GuildIncomingWebhookResponseSchema",
      () => rest.get(Routes.webhook(webhook.id, webhook.token), { auth: false }),
    ],
    ["MessageResponseSchema", () => sendLayout()],
    ["MessageResponseSchema", () => rest.post(Routes.channelMessages(text.id), { body: { content: "hi" } })],
    ["ApplicationCommandResponseSchema", () => deploy()],
  ])("%s", async (name, ask) => {
    expect(faultsOf(name, await ask())).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it("lists roles and channels in their shapes", async () => {
    const roles = (await rest.get(Routes.guildRoles(guild.id))) as unknown[];
    const channels = (await rest.get(Routes.guildChannels(guild.id))) as unknown[];
    expect(roles.flatMap((role) => faultsOf("GuildRoleResponseSchema", role))).toEqual([]);
    expect(channels.flatMap((channel) => faultsOf("GuildChannelResponseSchema", channel))).toEqual([]);
  });
});

function sendLayout(): Promise<unknown> {
  const button = new ButtonBuilder().setCustomId("more").setLabel("More").setStyle(ButtonStyle.Secondary);
  const card = new ContainerBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent("words"))
    .addActionRowComponents((row) => row.addComponents(button));
  const query = new URLSearchParams({ wait: "true", thread_id: thread.id });
  const body = { components: [card.toJSON()], flags: MessageFlags.IsComponentsV2 };
  return rest.post(Routes.webhook(webhook.id, webhook.token), { query, auth: false, body });
}

function deploy(): Promise<unknown> {
  const option = { type: 3, name: "text", description: "What", autocomplete: true };
  const body = {
    name: "lookup",
    description: "Looks up",
    options: [option],
    contexts: [0, 1, 2],
    integration_types: [0, 1],
  };
  return rest.post(Routes.applicationCommands(discord.applicationId), { body });
}
