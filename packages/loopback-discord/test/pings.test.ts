import { MessageFlags, type REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LoopbackChannel } from "../src/driver/channel.ts";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let rest: REST;
let text: LoopbackChannel;
let webhook: { id: string; token: string };
const everybody = "@everyone @here <@&11> <@22> `@everyone`";

beforeEach(async () => {
  discord = await LoopbackDiscord.start({ rateLimits: "off" });
  text = discord.addGuild({ name: "Reading room" }).addTextChannel({ name: "talk" });
  rest = restOf(discord);
  webhook = (await rest.post(Routes.channelWebhooks(text.id), {
    body: { name: "Mirror" },
  })) as typeof webhook;
});
afterEach(() => discord.close());

const kinds = () =>
  discord.pings.map(({ kind, id, cause }) => `${cause} ${kind}${id === undefined ? "" : ` ${id}`}`);

const send = (body: object) =>
  rest.post(Routes.webhook(webhook.id, webhook.token), {
    auth: false,
    query: new URLSearchParams({ wait: "true" }),
    body,
  }) as Promise<{ id: string }>;

describe("a ping is found", () => {
  it("for everything in a message of the bot that says nothing about mentions", async () => {
    await rest.post(Routes.channelMessages(text.id), { body: { content: everybody } });
    expect(kinds()).toEqual(["create everyone", "create here", "create role 11", "create user 22"]);
  });

  it("for users only in a webhook's message that says nothing", async () => {
    await send({ content: everybody });
    expect(kinds()).toEqual(["create user 22"]);
  });

  it("for what allowed_mentions names", async () => {
    await send({ content: everybody, allowed_mentions: { parse: ["everyone"], roles: ["11"] } });
    expect(kinds()).toEqual(["create everyone", "create here", "create role 11"]);
  });

  it("in the text of a layout, though not in an embed", async () => {
    const components = [{ type: 17, components: [{ type: 10, content: "<@22>" }] }];
    await send({ components, flags: MessageFlags.IsComponentsV2 });
    await send({ embeds: [{ description: everybody }] });
    expect(kinds()).toEqual(["create user 22"]);
  });

  it("in an edit that does not repeat allowed_mentions", async () => {
    const { id } = await send({ content: "hello <@22>", allowed_mentions: { parse: [] } });
    expect(kinds()).toEqual([]);
    const route = Routes.webhookMessage(webhook.id, webhook.token, id);
    await rest.patch(route, { auth: false, body: { content: "hello again <@22>" } });
    expect(kinds()).toEqual(["edit user 22"]);
    expect(text.messages[0]?.pings).toHaveLength(1);
  });

  it("nowhere if every request allows none", async () => {
    const { id } = await send({ content: everybody, allowed_mentions: { parse: [] } });
    const route = Routes.webhookMessage(webhook.id, webhook.token, id);
    await rest.patch(route, {
      auth: false,
      body: { content: `${everybody}!`, allowed_mentions: { parse: [] } },
    });
    expect(kinds()).toEqual([]);
  });
});
