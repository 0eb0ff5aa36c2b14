import {
  type APIThreadChannel,
  DiscordAPIError,
  type ForumChannel,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from "discord.js";
import type { Starter } from "../../rendering/starter.ts";
import type { ForumTags } from "./forum-tags.ts";
import { noPings } from "./no-pings.ts";
import { starterMessage } from "./starter-message.ts";

interface EditedIn {
  readonly rest: REST;
  readonly tags: ForumTags;
  readonly channel: ForumChannel;
}

/**
 * Writes the differences. The name is sent only if it changes, because Discord limits renaming more strictly than anything else.
 */
export async function editForumPost(
  { rest, tags, channel }: EditedIn,
  threadId: string,
  starter: Starter,
  before: Pick<Starter, "title" | "tags">,
): Promise<void> {
  const route = Routes.channel(threadId);
  const current = (await rest.get(route)) as APIThreadChannel;
  const applied = current.applied_tags ?? [];
  const wanted = await tags.exchange(channel, applied, before.tags, starter.tags);
  const changes = {
    ...(starter.title === before.title || starter.title === current.name ? {} : { name: starter.title }),
    ...(isSame(applied, wanted) ? {} : { applied_tags: wanted }),
  };
  if (Object.keys(changes).length > 0) await rest.patch(route, { body: changes });
  const body = { ...starterMessage(starter), ...noPings };
  try {
    // A forum post and its first message have one id.
    await rest.patch(Routes.channelMessage(threadId, threadId), { body });
  } catch (error) {
    const isGone = error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
    if (!isGone) throw error;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
