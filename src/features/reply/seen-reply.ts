import type { MessageContextMenuCommandInteraction } from "discord.js";
import type { Visit } from "../../discord/kit/visit.ts";
import { UserError } from "../../language/user-error.ts";
import type { Reply } from "../../store/reply.ts";
import { findReply } from "./find-reply.ts";

/**
 * Returns the member's reply that a message is.
 * @throws {UserError} if it is not a reply
 */
export async function requireReply({
  interaction,
  app,
  guildId,
}: Visit<MessageContextMenuCommandInteraction>): Promise<Reply> {
  const { channelId, targetMessage, user } = interaction;
  const { id, webhookId, content } = targetMessage;
  const seenBy = { userId: user.id, userName: user.username };
  const reply =
    guildId === null
      ? undefined
      : await findReply(app, { guildId, threadId: channelId, messageId: id, webhookId, content, seenBy });
  if (reply === undefined) throw new UserError((say) => say.reply.notAReply);
  return reply;
}
