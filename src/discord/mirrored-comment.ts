import type { MessageContextMenuCommandInteraction } from "discord.js";
import type { App } from "../app.ts";
import { UserError } from "../errors.ts";
import type { Reference } from "../forum/reference.ts";

/**
 * The comment that the message shows, any of its parts.
 * @throws {UserError} when it shows none
 */
export async function mirroredComment(
  { guildId, targetId }: MessageContextMenuCommandInteraction,
  { store }: App,
): Promise<Reference<"comment">> {
  const place = guildId === null ? undefined : await store.places.placeOfMessage(guildId, targetId);
  if (place !== undefined) return place.comment;
  const reply = guildId === null ? undefined : await store.replies.ofMessage(guildId, targetId);
  throw new UserError((say) => (reply === undefined ? say.comment.notMirrored : say.comment.isReply));
}
