import type { Reference } from "../../forum/reference.ts";
import type { MirrorContext } from "../context.ts";

/** Address of a comment's first message in a server; `undefined` where it is not mirrored, and outside of servers. */
export async function jumpLinkTo(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  guildId: string | null,
  comment: Reference<"comment">,
): Promise<string | undefined> {
  const place = guildId === null ? undefined : await store.places.placeOf(guildId, comment);
  if (guildId === null || place === undefined) return undefined;
  return publisher.messageLink(guildId, place.discordThreadId, place.messageId);
}
