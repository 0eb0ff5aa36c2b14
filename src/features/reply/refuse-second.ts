import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";

/**
 * Lets only the first answer to a request pass: a client that tries again sends the same one.
 * @throws {UserError} that says where the first reply is
 */
export async function refuseSecond(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  request: string,
  userId: string,
): Promise<void> {
  const first = await store.replies.ofRequest(request);
  if (first === undefined) return;
  // Another member's request can only be forged.
  if (first.userId !== userId) throw new UserError((say) => say.interaction.tooOld);
  const { guildId, discordThreadId, messageId } = first;
  const thread = publisher.threadLink(guildId, discordThreadId);
  if (messageId === undefined) throw new UserError((say) => say.reply.alreadySent(thread));
  const link = publisher.messageLink(guildId, discordThreadId, messageId);
  throw new UserError((say) => say.reply.alreadyPosted(link));
}
