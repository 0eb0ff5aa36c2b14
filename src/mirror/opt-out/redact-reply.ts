import { isReferenceTo } from "../../forum/reference.ts";
import { replaceOpening } from "../../rendering/render-reply.ts";
import type { Reply } from "../../store/replies.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { contentHash } from "../plan.ts";

/**
 * Takes the name and the words of what it answers out of a member's reply; the member's own words stay. One that is gone, or that can
 * no longer be changed, is no error.
 * @throws {DiscordError} when Discord does not take it now
 */
export async function redactReply(
  { store, publisher, clock }: MirrorContext,
  { id, guildId, channelId, discordThreadId, messageId, webhookId, editedAtMs, writing }: Reply,
): Promise<void> {
  if (messageId === undefined) return;
  const destination = { channelId, threadId: discordThreadId };
  const message = { messageId, webhookId };
  try {
    const content = await publisher.readContent(destination, message);
    if (content === undefined) return;
    const say = publisher.languageIn(guildId).mirror;
    const isComment = isReferenceTo(writing, "comment");
    const part = replaceOpening(content, isComment ? say.withheldComment : say.withheldPost);
    if (part.content === content) return;
    await publisher.edit(destination, message, part);
    await store.replies.markEdited(id, contentHash(part.content), editedAtMs ?? clock.now());
  } catch (error) {
    const isOutOfReach =
      error instanceof DiscordError &&
      ["message-gone", "webhook-gone", "thread-gone", "channel-gone"].includes(error.fault.kind);
    if (!isOutOfReach) throw error;
  }
}
