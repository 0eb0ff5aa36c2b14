import { messagePayload } from "../payloads/message.ts";
import { requireInChannel } from "../permissions.ts";
import type { Call, Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { invalidField, refusals } from "../rest/refusal.ts";
import { deleteMessage } from "../state/messages.ts";
import { snowflakeTimeMs } from "../state/snowflake.ts";
import { holderAt, messageAt, readsContent } from "./message-routes.ts";

const twoWeeksMs = 14 * 86_400_000;

function bulkDelete(call: Call): undefined {
  const { world } = call;
  const channel = holderAt(call);
  requireInChannel(world, channel, "ManageMessages");
  const { messages: ids = [] } = (call.body ?? {}) as { readonly messages?: readonly string[] };
  if (ids.length < 2 || ids.length > 100) {
    throw invalidField(["messages"], "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.");
  }
  if (ids.some((id) => snowflakeTimeMs(id) < world.now() - twoWeeksMs)) throw refusals.tooOldForBulkDelete();
  for (const id of ids) {
    const message = channel.messages.get(id);
    if (message !== undefined) deleteMessage(world, message);
  }
}

function setPinned(call: Call, pinned: boolean): undefined {
  const { world } = call;
  const channel = holderAt(call);
  requireInChannel(world, channel, "PinMessages");
  const message = messageAt(call, channel);
  if (channel.kind === "thread" && channel.archived) throw refusals.archivedThread();
  const pins = [...channel.messages.values()].filter((candidate) => candidate.pinned);
  if (pinned && pins.length >= 250) throw refusals.tooManyPins();
  message.pinned = pinned;
  world.change({ kind: "message", what: "edited", message });
}

const pinPaths = ["/channels/:channel/messages/pins/:message", "/channels/:channel/pins/:message"] as const;

/** Pins and bulk deletion. They come before the routes of single messages, whose ids would match their names. */
export const moderationRoutes: readonly Route[] = [
  ...pinPaths.flatMap((path): Route[] => [
    { method: "PUT", path, authorization: "bot", limit: limits.pin, handle: (call) => setPinned(call, true) },
    {
      method: "DELETE",
      path,
      authorization: "bot",
      limit: limits.pin,
      handle: (call) => setPinned(call, false),
    },
  ]),
  {
    method: "GET",
    path: "/channels/:channel/messages/pins",
    authorization: "bot",
    limit: limits.listMessages,
    handle: (call) => {
      const pinned = [...holderAt(call).messages.values()].filter((message) => message.pinned);
      const items = pinned.map((message) => ({
        pinned_at: new Date(message.editedAtMs ?? message.createdAtMs).toISOString(),
        message: messagePayload(call.world, message, readsContent(call.world)),
      }));
      return { items, has_more: false };
    },
  },
  {
    method: "POST",
    path: "/channels/:channel/messages/bulk-delete",
    authorization: "bot",
    limit: limits.deleteMessage,
    handle: bulkDelete,
  },
];
