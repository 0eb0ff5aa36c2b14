import type { WritingReference } from "../../forum/writing.ts";
import type { Visit } from "./visit.ts";

/** Address of the first message of a comment or post in the server. `undefined` if it is not mirrored there, or outside servers. */
export async function jumpLinkTo(
  { app: { store, publisher }, guildId, channelId }: Visit,
  writing: WritingReference,
): Promise<string | undefined> {
  if (guildId === null) return undefined;
  const place = await store.places.placeOf({ guildId, channelId }, writing);
  if (place === undefined) return undefined;
  return publisher.messageLink(guildId, place.discordThreadId, place.messageId);
}
