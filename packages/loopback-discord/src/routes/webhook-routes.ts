import { webhookPayload } from "../payloads/webhook.ts";
import { requireInChannel } from "../permissions.ts";
import { type Call, param, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { invalidField, refusals } from "../rest/refusal.ts";
import { checkWebhookName } from "../rules/names.ts";
import type { GuildChannelState, WebhookState } from "../state/model.ts";
import { createWebhook, deleteWebhook, moveWebhook, webhooksIn } from "../state/webhooks.ts";

interface WebhookBody {
  readonly name?: unknown;
  readonly avatar?: unknown;
  readonly channel_id?: unknown;
}

/** The specification describes these bodies only inline, so they are checked here. */
function readWebhookBody(
  call: Call,
  isNew: boolean,
): { name: string | undefined; channelId: string | undefined } {
  const body = (call.body ?? {}) as WebhookBody;
  const known = isNew ? ["name", "avatar"] : ["name", "avatar", "channel_id"];
  for (const key of Object.keys(body)) if (!known.includes(key)) call.violate(`unknown field body.${key}`);
  if (isNew && body.name === undefined)
    throw invalidField(["name"], "BASE_TYPE_REQUIRED", "This field is required");
  if (body.avatar != null && !/^data:image\/(png|jpeg|gif|webp);base64,/.test(String(body.avatar))) {
    throw invalidField(["avatar"], "IMAGE_INVALID", "Invalid image data");
  }
  return {
    name: body.name === undefined ? undefined : checkWebhookName(String(body.name), "name"),
    channelId: body.channel_id === undefined ? undefined : String(body.channel_id),
  };
}

function guildChannelAt(call: Call, id: string): GuildChannelState {
  const channel = call.world.channel(id);
  requireInChannel(call.world, channel, "ManageWebhooks");
  if (channel.kind === "thread" || channel.kind === "dm") throw refusals.wrongChannelType();
  return channel;
}

/** Finds a webhook that the bot may read or change: its own, or any if it manages webhooks. */
function webhookAt(call: Call, mustManage: boolean): WebhookState {
  const webhook = call.world.webhooks.get(param(call, "webhook"));
  if (webhook === undefined) throw refusals.unknownWebhook();
  if (mustManage || webhook.applicationId !== call.world.applicationId)
    guildChannelAt(call, webhook.channelId);
  return webhook;
}

/** @throws {Refusal} 10015 or 50027. A webhook that is gone may be found so once, and must not be used again. */
export function webhookByToken(call: Call): WebhookState {
  const { world } = call;
  const id = param(call, "webhook");
  const webhook = world.webhooks.get(id);
  if (webhook === undefined) {
    const goneSinceMs = world.goneWebhooks.get(id) ?? world.now();
    world.goneWebhooks.set(id, goneSinceMs);
    // Requests that were already under way could not know.
    if (world.now() - goneSinceMs > 1000 * world.speed)
      call.violate(`webhook ${id} was used again after it had answered 10015`);
    throw refusals.unknownWebhook();
  }
  if (webhook.token !== param(call, "token")) throw refusals.invalidWebhookToken();
  return webhook;
}

function patch(call: Call, webhook: WebhookState): void {
  const { name, channelId } = readWebhookBody(call, false);
  if (name !== undefined) webhook.name = name;
  if (channelId !== undefined) moveWebhook(call.world, webhook, guildChannelAt(call, channelId).id);
}

const ofChannel = { path: "/channels/:channel/webhooks", authorization: "bot" } as const;
const byBot = { path: "/webhooks/:webhook", authorization: "bot" } as const;
const byToken = { path: "/webhooks/:webhook/:token", authorization: "token" } as const;

export const webhookRoutes = [
  {
    ...ofChannel,
    method: "GET",
    limit: limits.read,
    handle: (call) => {
      const channel = guildChannelAt(call, param(call, "channel"));
      return webhooksIn(call.world, channel.id).map((found) =>
        webhookPayload(call.world, found, "bot", call.origin),
      );
    },
  },
  {
    ...ofChannel,
    method: "POST",
    limit: limits.createWebhook,
    handle: (call) => {
      const { world } = call;
      const channel = guildChannelAt(call, param(call, "channel"));
      const { name = "" } = readWebhookBody(call, true);
      const made = createWebhook(world, channel, {
        name,
        applicationId: world.applicationId,
        creatorId: world.bot.id,
      });
      return webhookPayload(world, made, "bot", call.origin);
    },
  },
  {
    ...byBot,
    method: "GET",
    limit: limits.read,
    handle: (call) => webhookPayload(call.world, webhookAt(call, false), "bot", call.origin),
  },
  {
    ...byBot,
    method: "PATCH",
    limit: limits.editWebhook,
    handle: (call) => {
      const webhook = webhookAt(call, true);
      patch(call, webhook);
      return webhookPayload(call.world, webhook, "bot", call.origin);
    },
  },
  {
    ...byBot,
    method: "DELETE",
    limit: limits.editWebhook,
    handle: (call) => deleteWebhook(call.world, webhookAt(call, true)),
  },
  {
    ...byToken,
    method: "GET",
    limit: limits.read,
    handle: (call) => webhookPayload(call.world, webhookByToken(call), "token", call.origin),
  },
  {
    ...byToken,
    method: "DELETE",
    limit: limits.editWebhook,
    handle: (call) => deleteWebhook(call.world, webhookByToken(call)),
  },
] satisfies readonly Route[];
