import type { Reply } from "../../store/reply.ts";
import type { Part } from "../../text/part.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { contentHash } from "../plan.ts";
import { addressOf } from "./delete-reply.ts";

/**
 * Replaces the words of a member's reply.
 * @throws {DiscordError} if Discord does not accept them now
 */
export async function editReply(
  context: Pick<MirrorContext, "store" | "publisher">,
  reply: Reply,
  part: Part,
  editedAtMs: number,
): Promise<void> {
  const { store, publisher } = context;
  const { destination, message } = addressOf(reply);
  const edit = () => publisher.edit(destination, message, part);
  try {
    await edit();
  } catch (error) {
    if (!(await isClosedByBot(context, reply, error))) throw error;
    await publisher.reopenForumPost(destination);
    try {
      await edit();
    } finally {
      await publisher.closeForumPost(destination);
    }
  }
  await store.replies.markEdited(reply.id, contentHash(part.content), editedAtMs);
}

/** Returns whether the bot itself locked the thread when it merged it into an older one. A moderator's lock is respected. */
async function isClosedByBot(
  { store }: Pick<MirrorContext, "store">,
  { discordThreadId }: Reply,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof DiscordError) || error.fault.kind !== "thread-locked") return false;
  return (await store.threads.byDiscordId(discordThreadId))?.state === "merged";
}
