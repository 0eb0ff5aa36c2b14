import type { App } from "../app.ts";
import { DiscordError, UserError } from "../errors.ts";
import type { Language } from "../language/english.ts";
import type { Follow } from "../store/follows.ts";
import { escapeText } from "../text/escape.ts";

/**
 * Ends a follow; gives what to tell whoever ended it.
 * @throws {UserError} when Discord is in the way
 */
export async function endFollow(
  follow: Follow,
  removePosts: boolean,
  { mirror }: App,
  language: Language,
): Promise<string> {
  try {
    await mirror.end(follow, { removePosts });
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    throw new UserError((say) => say.unfollow.notRemoved(say.fault(error.fault, false)), { cause: error });
  }
  return language.unfollow.done(`**${escapeText(follow.title)}**`, removePosts);
}
