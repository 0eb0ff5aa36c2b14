import { type APIMessage, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Publisher } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { missingPermissions } from "../permissions.ts";
import { callDiscord } from "./call-discord.ts";
import { requireForum } from "./channels.ts";
import { listOwnMessages } from "./list-own-messages.ts";
import { readMessage } from "./read-message.ts";
import type { WebhookCalls } from "./webhook-calls.ts";

/** Reads what is already in a thread. */
export function history(
  gateway: Gateway,
  webhooks: WebhookCalls,
): Pick<Publisher, "listMessages" | "hasMessage" | "readContent"> {
  return {
    async listMessages({ channelId, threadId }, afterMessageId) {
      const missing = missingPermissions(requireForum(gateway, channelId));
      // Without Read Message History, Discord answers with an empty list, which would wrongly prove that nothing was sent.
      if (missing.length > 0) {
        throw new DiscordError("history may not be read", {
          kind: "missing-permissions",
          permissions: missing,
        });
      }
      return await callDiscord(gateway, { channelId, gone: "thread-gone", isWrite: false }, () =>
        listOwnMessages(gateway, threadId, afterMessageId ?? threadId),
      );
    },

    async hasMessage(destination, messageId) {
      return (await readMessage(gateway, destination, messageId)) !== undefined;
    },

    async readContent(destination, message) {
      const { channelId, threadId } = destination;
      const webhook = await webhooks.senderOf(destination, message);
      if (webhook === undefined) return undefined;
      const query = new URLSearchParams({ thread_id: threadId });
      const route = Routes.webhookMessage(webhook.id, webhook.token, message.messageId);
      try {
        return await webhooks.call({ channelId, webhook, isWrite: false }, async (asWebhook) => {
          const read = (await asWebhook.get(route, { query })) as APIMessage;
          return read.content;
        });
      } catch (error) {
        if (error instanceof DiscordError && error.fault.kind === "message-gone") return undefined;
        throw error;
      }
    },
  };
}
