import type { PostedQuote } from "../../store/quotes.ts";
import type { MirrorContext } from "../context.ts";

/**
 * Removes a quote whose words must not stay.
 * @throws {DiscordError} if Discord does not accept that now; the quote then stays known
 */
export async function removeQuote(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  { id, channelId, messageId, furtherMessageIds }: PostedQuote,
): Promise<void> {
  for (const one of [...furtherMessageIds, messageId]) await publisher.deleteOwn(channelId, one);
  await store.quotes.forget(id);
}
