import { isReferenceTo } from "../../forum/reference.ts";
import { replaceOpening } from "../../rendering/render-reply.ts";
import type { Reply } from "../../store/reply.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { addressOf } from "../replies/delete-reply.ts";
import { editReply } from "../replies/edit-reply.ts";

/**
 * Removes the author's name and words from the first line of a member's reply; the member's own words stay. A reply that is gone,
 * or that can no longer be changed, is not an error.
 * @throws {DiscordError} if Discord does not accept it now
 */
export async function redactReply(context: MirrorContext, reply: Reply): Promise<void> {
  const { publisher, clock } = context;
  if (reply.messageId === undefined) return;
  const { destination, message } = addressOf(reply);
  try {
    const content = await publisher.readContent(destination, message);
    if (content === undefined) return;
    const say = publisher.languageIn(reply.guildId).mirror;
    const isComment = isReferenceTo(reply.writing, "comment");
    const part = replaceOpening(content, isComment ? say.withheldComment : say.withheldPost);
    if (part.content === content) return;
    await editReply(context, reply, part, reply.editedAtMs ?? clock.now());
  } catch (error) {
    const isOutOfReach =
      error instanceof DiscordError &&
      ["message-gone", "webhook-gone", "thread-gone", "channel-gone"].includes(error.fault.kind);
    if (!isOutOfReach) throw error;
  }
}
