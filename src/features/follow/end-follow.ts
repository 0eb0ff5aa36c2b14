import type { Visit } from "../../discord/kit/visit.ts";
import { UserError } from "../../language/user-error.ts";
import { DiscordError, PostsLeftError } from "../../mirror/discord-error.ts";
import type { Follow } from "../../store/follows.ts";
import { escapeText } from "../../text/escape.ts";

const leftShownAtMost = 8;

/**
 * Ends a follow; returns the sentence for the member who ended it.
 * @throws {UserError} when Discord prevents it
 */
export async function endFollow(
  { app: { mirror }, language }: Visit,
  follow: Follow,
  removePosts: boolean,
): Promise<string> {
  try {
    await mirror.end(follow, { removePosts });
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    const { removed, left } = error instanceof PostsLeftError ? error : { removed: 0, left: [] };
    const shown = left.slice(0, leftShownAtMost);
    const more = left.length - shown.length;
    throw new UserError(
      (say) => say.unfollow.notRemoved({ reason: say.fault(error.fault, false), removed, left: shown, more }),
      { cause: error },
    );
  }
  return language.unfollow.done(`**${escapeText(follow.title)}**`, removePosts);
}
