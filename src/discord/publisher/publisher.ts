import type { Client } from "discord.js";
import type { Publisher } from "../../mirror/publisher.ts";
import { forumPosts } from "./forum-posts.ts";
import { history } from "./history.ts";
import { links } from "./links.ts";
import { ownMessages } from "./own-messages.ts";
import { servers } from "./servers.ts";
import { WebhookCalls } from "./webhook-calls.ts";
import { webhookMessages } from "./webhook-messages.ts";

/** Speaks to Discord for the mirror, one request a call. */
export function createPublisher(client: Client): Publisher {
  const webhooks = new WebhookCalls(client);
  return {
    ...links,
    ...servers(client),
    ...forumPosts(client),
    ...webhookMessages(client, webhooks),
    ...ownMessages(client),
    ...history(client, webhooks),
  };
}
