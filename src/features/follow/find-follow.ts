import { findTarget, isTarget } from "../../finding/find-target.ts";
import { targetKey } from "../../forum/target.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { Follow } from "../../store/follow.ts";

type Context = Pick<MirrorContext, "sources" | "store" | "language">;

/**
 * Finds a server's follow by its number (a choice), its title, or the address or id of what it follows.
 * @throws {UserError} if the server has no such follow
 * @throws {SourceError} if only the site could tell and it cannot be read
 */
export async function findFollow(
  { sources, store, language }: Context,
  guildId: string,
  typed: string,
): Promise<Follow> {
  const follows = await store.follows.ofGuild(guildId);
  const named = follows.find(({ id, title }) => String(id) === typed || title === typed);
  if (named !== undefined) return named;
  if (follows.length > 0 && isTarget(sources, typed)) {
    const { source, target } = await findTarget(sources, typed, language);
    const key = targetKey(source.site.name, target);
    const meant = follows.find((follow) => targetKey(follow.site, follow.target) === key);
    if (meant !== undefined) return meant;
  }
  throw new UserError((say) => say.unfollow.unknown);
}
