import { type APIMessage, Routes } from "discord.js";
import type { ListedMessage } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";

const pageLength = 100;

/** Lists the messages of the bot's webhooks after an id, oldest first. */
export async function listOwnMessages(
  { rest, applicationId }: Gateway,
  threadId: string,
  afterMessageId: string,
): Promise<readonly ListedMessage[]> {
  const own: ListedMessage[] = [];
  let after = afterMessageId;
  for (;;) {
    const query = new URLSearchParams({ limit: String(pageLength), after });
    const page = (await rest.get(Routes.channelMessages(threadId), { query })) as APIMessage[];
    // Discord returns the page nearest to `after`, newest first.
    const oldestFirst = page.toReversed();
    for (const message of oldestFirst) {
      if (message.webhook_id === undefined || message.application_id !== applicationId) continue;
      own.push({ messageId: message.id, webhookId: message.webhook_id, author: message.author.username });
    }
    const last = oldestFirst.at(-1);
    if (last === undefined || page.length < pageLength) return own;
    after = last.id;
  }
}
