import type { WritingReference } from "../../forum/writing.ts";
import type { MirrorContext } from "../context.ts";

/** Address of the first message of a comment or post in a server; `undefined` if it is not mirrored, and outside servers. */
export async function jumpLinkTo(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  guildId: string | null,
  writing: WritingReference,
): Promise<string | undefined> {
  const place = guildId === null ? undefined : await store.places.placeOf(guildId, writing);
  if (guildId === null || place === undefined) return undefined;
  return publisher.messageLink(guildId, place.discordThreadId, place.messageId);
}
