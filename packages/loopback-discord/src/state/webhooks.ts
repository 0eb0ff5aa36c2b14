import { randomBytes } from "node:crypto";
import { refusals } from "../rest/refusal.ts";
import type { GuildChannelState, WebhookState } from "./model.ts";
import type { World } from "./world.ts";

export function webhooksIn(world: World, channelId: string): WebhookState[] {
  return [...world.webhooks.values()].filter((webhook) => webhook.channelId === channelId);
}

function announce(world: World, webhook: WebhookState): void {
  const { guildId, channelId } = webhook;
  world.dispatch("WEBHOOKS_UPDATE", { guildId, channelId }, { guild_id: guildId, channel_id: channelId });
  world.change({ kind: "webhook", id: webhook.id });
}

/** @throws {Refusal} 30007 or 30058 */
export function createWebhook(
  world: World,
  channel: GuildChannelState,
  webhook: { readonly name: string; readonly applicationId: string | undefined; readonly creatorId: string },
): WebhookState {
  if (webhooksIn(world, channel.id).length >= 15) throw refusals.tooManyWebhooks();
  const inGuild = [...world.webhooks.values()].filter(({ guildId }) => guildId === channel.guildId);
  if (inGuild.length >= 1000) throw refusals.tooManyGuildWebhooks();
  const state: WebhookState = {
    ...webhook,
    id: world.snowflakes.next(),
    guildId: channel.guildId,
    channelId: channel.id,
    token: randomBytes(51).toString("base64url"),
  };
  world.webhooks.set(state.id, state);
  announce(world, state);
  return state;
}

export function deleteWebhook(world: World, webhook: WebhookState): void {
  world.webhooks.delete(webhook.id);
  announce(world, webhook);
}

export function moveWebhook(world: World, webhook: WebhookState, channelId: string): void {
  announce(world, webhook);
  webhook.channelId = channelId;
  announce(world, webhook);
}
