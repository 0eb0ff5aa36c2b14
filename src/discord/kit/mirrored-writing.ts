import type { MessageContextMenuCommandInteraction } from "discord.js";
import type { WritingReference } from "../../forum/writing.ts";
import { UserError } from "../../language/user-error.ts";
import type { Visit } from "./visit.ts";

/**
 * Finds the comment that a message shows a part of, or the post that a forum post begins with.
 * @throws {UserError} if the message shows neither
 */
export async function mirroredWriting({
  guildId,
  interaction: { targetId },
  app: { store },
}: Visit<MessageContextMenuCommandInteraction>): Promise<WritingReference> {
  const place = guildId === null ? undefined : await store.places.placeOfMessage(guildId, targetId);
  if (place !== undefined) return place.writing;
  const reply = guildId === null ? undefined : await store.replies.ofMessage(guildId, targetId);
  throw new UserError((say) => (reply === undefined ? say.comment.notMirrored : say.comment.isReply));
}
