import type { WebhookState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { userPayload } from "./user.ts";

/** Asked by its token, a webhook does not tell who made it; another app's webhook does not tell its token. */
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
