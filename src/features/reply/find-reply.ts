import type { MirrorContext } from "../../mirror/context.ts";
import { readOwnMessage } from "../../mirror/delivery/read-own-message.ts";
import { contentHash } from "../../mirror/plan.ts";
import type { Reply } from "../../store/reply.ts";
import { escapeText } from "../../text/escape.ts";

type Context = Pick<MirrorContext, "store" | "publisher" | "clock">;

/** A message as the member's client sends it with a command. */
export interface SeenMessage {
  readonly guildId: string;
  readonly threadId: string;
  readonly messageId: string;
  readonly webhookId: string | null;
  readonly content: string;
  readonly seenBy: { readonly userId: string; readonly userName: string };
}

/**
 * Finds the reply that a message is. A reply that Discord never confirmed is recognised by its words, one that the store lost by
 * the account that it names.
 */
export async function findReply(context: Context, seen: SeenMessage): Promise<Reply | undefined> {
  const { replies } = context.store;
  const { guildId, threadId, messageId, webhookId, content } = seen;
  const known = await replies.ofMessage(guildId, messageId);
  if (known !== undefined || webhookId === null) return known;
  const hash = contentHash(content);
  const found = (await replies.unconfirmed(guildId, threadId)).find((reply) => reply.contentHash === hash);
  if (found === undefined) return await recoverReply(context, { ...seen, webhookId });
  await replies.markSent(found.id, { messageId, webhookId });
  return { ...found, messageId, webhookId };
}

/** Restores a lost reply to its author, recognised by their account: the store may be an older copy. */
async function recoverReply(
  { store, publisher, clock }: Context,
  { guildId, threadId, messageId, webhookId, content, seenBy }: SeenMessage & { readonly webhookId: string },
): Promise<Reply | undefined> {
  const read = readOwnMessage(content);
  if (read.kind !== "reply" || read.userName !== escapeText(seenBy.userName)) return undefined;
  const answered = read.jumpLink?.pathname.split("/").at(-1) ?? "";
  const place = await store.places.placeOfMessage(guildId, answered);
  if (place?.discordThreadId !== threadId) return undefined;
  const { channelId, writing } = place;
  // Reads only with a webhook of the bot's own: anyone could write the same through another webhook.
  const confirmed = await publisher.readContent({ channelId, threadId }, { messageId, webhookId });
  if (confirmed !== content) return undefined;
  const id = await store.replies.add({
    guildId,
    channelId,
    discordThreadId: threadId,
    contentHash: contentHash(content),
    userId: seenBy.userId,
    writing,
    createdAtMs: clock.now(),
  });
  await store.replies.markSent(id, { messageId, webhookId });
  return await store.replies.ofMessage(guildId, messageId);
}
