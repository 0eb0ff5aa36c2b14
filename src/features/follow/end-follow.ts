import type { App } from "../../app.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import { UserError } from "../../language/user-error.ts";
import { DiscordError, PostsLeftError } from "../../mirror/discord-error.ts";
import type { Follow } from "../../store/follow.ts";
import { escapeText } from "../../text/escape.ts";

const leftShownAtMost = 8;

/** Counts the forum posts that only this follow has, and the shared ones, which stay when it ends. */
export async function forumPostsOf(
  { store }: Pick<App, "store">,
  follow: Follow,
): Promise<{ readonly own: number; readonly shared: number }> {
  let own = 0;
  let shared = 0;
  for (const { id, discordThreadId, state, mergingInto } of await store.threads.ofFollow(follow.id)) {
    if (discordThreadId === undefined || state === "gone") continue;
    if (!(await store.shares.isShared(id, follow.id))) own += 1;
    // A copy is closed after its merge.
    else if (mergingInto === undefined) shared += 1;
  }
  return { own, shared };
}

/**
 * Ends a follow. Returns the sentence for the member who ended it.
 * @throws {UserError} if Discord prevents it
 */
export async function endFollow(
  { app, language }: Visit,
  follow: Follow,
  removePosts: boolean,
): Promise<string> {
  const { mirror } = app;
  const { own, shared } = await forumPostsOf(app, follow);
  try {
    await mirror.follows.end(follow, { removePosts });
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
  const title = `**${escapeText(follow.title)}**`;
  return language.unfollow.done({ title, own, shared, isRemoved: removePosts });
}
