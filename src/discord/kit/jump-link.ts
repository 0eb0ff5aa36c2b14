import type { WritingReference } from "../../forum/writing.ts";
import type { MirrorContext } from "../../mirror/context.ts";

/** The place where a command is used; `guildId` is `null` outside servers. */
export interface Standing {
  readonly guildId: string | null;
  readonly channelId: string | null;
}

/** Address of the first message of a comment or post in a server; `undefined` if it is not mirrored, and outside servers. */
export async function jumpLinkTo(
  { store, publisher }: Pick<MirrorContext, "store" | "publisher">,
  { guildId, channelId }: Standing,
  writing: WritingReference,
): Promise<string | undefined> {
  if (guildId === null) return undefined;
  const place = await store.places.placeOf({ guildId, channelId }, writing);
  if (place === undefined) return undefined;
  return publisher.messageLink(guildId, place.discordThreadId, place.messageId);
}
