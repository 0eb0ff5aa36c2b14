import type { Visit } from "../../discord/kit/visit.ts";
import { findTarget, isTarget } from "../../finding/find-target.ts";
import { targetKey } from "../../forum/target.ts";
import { UserError } from "../../language/user-error.ts";
import type { Follow } from "../../store/follow.ts";
import { followLabels } from "./follow-labels.ts";

/**
 * Finds a server's follow by its number (a choice), its label, its title, or the address or id of what it follows.
 * @throws {UserError} if the server has no such follow, or several
 * @throws {SourceError} if only the site could tell and it cannot be read
 */
export async function findFollow(visit: Visit, guildId: string, typed: string): Promise<Follow> {
  const follows = await visit.app.store.follows.ofGuild(guildId);
  const labels = followLabels(visit, follows);
  const chosen =
    follows.find(({ id }) => String(id) === typed) ?? follows.find(({ id }) => labels.get(id) === typed);
  if (chosen !== undefined) return chosen;
  const titled = follows.filter(({ title }) => title === typed);
  const [meant, ...others] = titled.length > 0 ? titled : await followsOf(visit, follows, typed);
  if (meant === undefined) throw new UserError((say) => say.unfollow.unknown);
  // A wrong guess would end the wrong follow, perhaps with its forum posts.
  if (others.length > 0) throw new UserError((say) => say.unfollow.several);
  return meant;
}

/** Finds the follows of what an address or id names. */
async function followsOf(
  { app: { sources }, language }: Visit,
  follows: readonly Follow[],
  typed: string,
): Promise<readonly Follow[]> {
  if (follows.length === 0 || !isTarget(sources, typed)) return [];
  const { source, target } = await findTarget(sources, typed, language);
  const key = targetKey(source.site.name, target);
  return follows.filter((follow) => targetKey(follow.site, follow.target) === key);
}
