import type { Reply } from "../../store/reply.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { Destination, PostedMessage } from "../publisher.ts";

/**
 * Deletes a member's reply; a missing one is not an error.
 * @throws {DiscordError} if it cannot be deleted now; it then stays known
 */
export async function deleteReply(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  reply: Reply,
): Promise<void> {
  const { destination, message } = addressOf(reply);
  try {
    await publisher.delete(destination, message);
  } catch (error) {
    const isGone =
      error instanceof DiscordError && ["message-gone", "thread-gone"].includes(error.fault.kind);
    if (!isGone) throw error;
  }
  await store.replies.remove(reply.id);
}

export function addressOf({ channelId, discordThreadId, messageId, webhookId }: Reply): {
  readonly destination: Destination;
  readonly message: PostedMessage;
} {
  return {
    destination: { channelId, threadId: discordThreadId },
    message: { messageId: messageId ?? "", webhookId },
  };
}
