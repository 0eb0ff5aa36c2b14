import type { Reference } from "../../forum/reference.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";

/** Ends a follow, with its forum posts. */
export type EndFollow = (follow: Follow) => Promise<void>;

/**
 * Ends the follows of an author, with the forum posts that hold only their words, and tells the servers. Returns the number that
 * could not be ended yet.
 */
export async function endFollowsOf(
  context: MirrorContext,
  author: Reference<"user">,
  end: EndFollow,
): Promise<number> {
  const { store, servers, log } = context;
  let left = 0;
  for (const follow of await store.follows.all()) {
    if (follow.target.kind !== "user" || follow.target.reference !== author) continue;
    if (servers.holdOn(follow.guildId) === undefined) {
      left += 1;
      continue;
    }
    try {
      await end(follow);
      await tell(context, follow);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      log.warn(
        { err: error, follow: follow.id },
        "a follow of an author who opted out could not be ended yet",
      );
      left += 1;
    }
  }
  return left;
}

async function tell(
  { store, publisher, language, log }: MirrorContext,
  { guildId, channelId }: Follow,
): Promise<void> {
  const { troubleChannelId } = await store.settings.ofGuild(guildId);
  if (troubleChannelId === undefined) return;
  try {
    await publisher.post(troubleChannelId, language.privacy.followEnded(`<#${channelId}>`));
  } catch (err) {
    log.warn({ err, channel: troubleChannelId }, "a server could not be told that a follow has ended");
  }
}
