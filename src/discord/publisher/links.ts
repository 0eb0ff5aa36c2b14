import type { Publisher } from "../../mirror/publisher.ts";

/** Addresses in Discord. */
export const links: Pick<Publisher, "threadLink" | "messageLink"> = {
  threadLink: (guildId, threadId) => threadLink(guildId, threadId),
  messageLink: (guildId, threadId, messageId) => `${threadLink(guildId, threadId)}/${messageId}`,
};

function threadLink(guildId: string, threadId: string): string {
  return `https://discord.com/channels/${guildId}/${threadId}`;
}
