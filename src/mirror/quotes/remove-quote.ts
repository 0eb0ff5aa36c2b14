import type { PostedQuote } from "../../store/quotes.ts";
import type { MirrorContext } from "../context.ts";

/**
 * Removes a quote whose words are not to stand there any more.
 * @throws {DiscordError} when Discord does not do it now; the quote is then still known
 */
export async function removeQuote(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  { id, channelId, messageId, furtherMessageIds }: PostedQuote,
): Promise<void> {
  for (const one of [...furtherMessageIds, messageId]) await publisher.deleteOwn(channelId, one);
  await store.quotes.forget(id);
}
