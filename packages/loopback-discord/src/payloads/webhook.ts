import type { WebhookState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { userPayload } from "./user.ts";

/** A webhook read by its token does not show who made it. A webhook of another app does not show its token. */
export function webhookPayload(
  world: World,
  webhook: WebhookState,
  askedBy: "bot" | "token",
  origin: string,
) {
  const showsToken =
    askedBy === "token" ||
    webhook.applicationId === undefined ||
    webhook.applicationId === world.applicationId;
  return {
    id: webhook.id,
    type: 1,
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
    name: webhook.name,
    avatar: null,
    application_id: webhook.applicationId ?? null,
    ...(askedBy === "bot" ? { user: userPayload(world.user(webhook.creatorId)) } : {}),
    ...(showsToken
      ? { token: webhook.token, url: `${origin}/api/webhooks/${webhook.id}/${webhook.token}` }
      : {}),
  };
}
