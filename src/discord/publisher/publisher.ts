import type { REST } from "discord.js";
import type { Publisher } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { forumPosts } from "./forum-posts.ts";
import { history } from "./history.ts";
import { ownMessages } from "./own-messages.ts";
import { servers } from "./servers.ts";
import { WebhookCalls } from "./webhook-calls.ts";
import { webhookMessages } from "./webhook-messages.ts";

/** Speaks to Discord for the mirror. Each call makes one request. */
export function createPublisher(gateway: Gateway, webhookRest: REST): Publisher {
  const webhooks = new WebhookCalls(gateway, webhookRest);
  return {
    threadLink,
    messageLink: (guildId, threadId, messageId) => `${threadLink(guildId, threadId)}/${messageId}`,
    ...servers(gateway),
    ...forumPosts(gateway),
    ...webhookMessages(gateway, webhooks),
    ...ownMessages(gateway),
    ...history(gateway, webhooks),
  };
}

function threadLink(guildId: string, threadId: string): string {
  return `https://discord.com/channels/${guildId}/${threadId}`;
}
