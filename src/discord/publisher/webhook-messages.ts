import { type APIMessage, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Destination, PostedMessage, Publisher } from "../../mirror/publisher.ts";
import type { Part } from "../../text/part.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { callDiscord } from "./call-discord.ts";
import { mayModerate } from "./channels.ts";
import { noPings } from "./no-pings.ts";
import { acceptedPersona } from "./persona.ts";
import { lockedIfArchived, unarchived } from "./unarchived.ts";
import type { WebhookCalls } from "./webhook-calls.ts";

/** Sends, edits and deletes messages under an author's name. */
export function webhookMessages(
  gateway: Gateway,
  webhooks: WebhookCalls,
): Pick<Publisher, "prepare" | "send" | "edit" | "delete"> {
  const { rest } = gateway;

  async function deleteAsWebhook(destination: Destination, message: PostedMessage): Promise<void> {
    const { channelId, threadId } = destination;
    const webhook = await webhooks.requireSenderOf(destination, message);
    const query = new URLSearchParams({ thread_id: threadId });
    const route = Routes.webhookMessage(webhook.id, webhook.token, message.messageId);
    await webhooks.call({ channelId, webhook, isWrite: false }, (asWebhook) =>
      unarchived(rest, threadId, () => asWebhook.delete(route, { query })),
    );
  }

  async function deleteAsBot({ channelId, threadId }: Destination, messageId: string): Promise<void> {
    const route = Routes.channelMessage(threadId, messageId);
    await callDiscord(gateway, { channelId, gone: "thread-gone", isWrite: false }, () =>
      unarchived(rest, threadId, () => rest.delete(route)),
    );
  }

  return {
    async prepare({ channelId }) {
      await webhooks.forChannel(channelId);
    },

    async send(destination, persona, part) {
      const { channelId, threadId } = destination;
      const webhook = await webhooks.forChannel(channelId);
      const query = new URLSearchParams({ wait: "true", thread_id: threadId });
      const body = { ...messageOf(part), ...acceptedPersona(persona) };
      return await webhooks.call({ channelId, webhook, isWrite: true }, async (asWebhook) => {
        const route = Routes.webhook(webhook.id, webhook.token);
        const sending = asWebhook.post(route, { query, body });
        const message = (await lockedIfArchived(sending)) as APIMessage;
        return { messageId: message.id, webhookId: webhook.id };
      });
    },

    async edit(destination, message, part) {
      const { channelId, threadId } = destination;
      const webhook = await webhooks.requireSenderOf(destination, message);
      const query = new URLSearchParams({ thread_id: threadId });
      const route = Routes.webhookMessage(webhook.id, webhook.token, message.messageId);
      const body = messageOf(part);
      await webhooks.call({ channelId, webhook, isWrite: false }, (asWebhook) =>
        unarchived(rest, threadId, () => asWebhook.patch(route, { query, body })),
      );
    },

    async delete(destination, message) {
      try {
        await deleteAsWebhook(destination, message);
      } catch (error) {
        const isWebhookGone = error instanceof DiscordError && error.fault.kind === "webhook-gone";
        if (!isWebhookGone || !mayModerate(gateway, destination.channelId)) throw error;
        await deleteAsBot(destination, message.messageId);
      }
    },
  };
}

function messageOf(part: Part) {
  return { content: part.content, embeds: part.images.map((url) => ({ image: { url } })), ...noPings };
}
