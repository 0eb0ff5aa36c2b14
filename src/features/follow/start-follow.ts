import { mostPublicSites } from "../../forum/public-site.ts";
import { targetKey } from "../../forum/target.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { isSingle } from "../../mirror/follows/target-posts.ts";
import type { Mirror } from "../../mirror/mirror.ts";
import type { PublicSites } from "../../sources/public/public-sites.ts";
import type { Follow } from "../../store/follow.ts";
import type { WantedTarget } from "./find-follow-target.ts";
import { followPlaces } from "./follow-places.ts";

export interface FollowRequest {
  readonly guildId: string;
  readonly channelId: string;
  readonly backfill: number | undefined;
  readonly minScore: number | undefined;
  readonly createdBy: string;
}

export interface StartedFollow extends WantedTarget {
  readonly follow: Follow;
  /** Other channels of the server that mirror the same target. */
  readonly elsewhere: readonly string[];
  /** True if it makes a forum post again that someone deleted. */
  readonly isRemade: boolean;
}

const placesShown = 3;

type Context = Pick<MirrorContext, "store" | "archive" | "clock"> & { readonly publicSites: PublicSites };

/**
 * Starts a follow.
 * @throws {UserError} if the channel already follows the target, or the server has reached its limit of follows or of public sites
 */
export async function startFollow(
  { store, archive, clock, publicSites }: Context,
  mirror: Mirror,
  target: WantedTarget,
  request: FollowRequest,
): Promise<StartedFollow> {
  const { found } = target;
  if ("post" in found && found.post !== undefined) await archive.posts.put([found.post]);
  if (found.kind === "comment") await archive.comments.put([found.comment]);
  if (found.kind === "user") await archive.users.put([found.user]);
  const { site } = target.source;
  if (site.isPublic === true) await publicSites.keep(site);
  const { followLimit } = await store.settings.ofGuild(request.guildId);
  const added = await store.follows.add(
    {
      ...request,
      site: site.name,
      target: target.target,
      title: target.title,
      path: target.path,
      authors: target.wantedAuthors.flatMap(({ handle, reference }) => [handle.toLowerCase(), reference]),
      createdAtMs: clock.now(),
      commentsBefore: found.kind === "post" ? found.post.commentCount : undefined,
    },
    { follows: followLimit, publicSites: mostPublicSites },
  );
  if (added === "follows") throw new UserError((say) => say.follow.limitReached(followLimit));
  if (added === "publicSites") throw new UserError((say) => say.follow.tooManySites(mostPublicSites));
  const { follow, isNew } = added;
  if (!isNew) throw await alreadyFollowed(mirror, follow);
  const isRemade = await isMadeAgain(store, follow);
  mirror.follows.begin(follow);
  const key = targetKey(follow.site, follow.target);
  const elsewhere = (await store.follows.ofGuild(follow.guildId)).filter(
    (other) => other.id !== follow.id && targetKey(other.site, other.target) === key,
  );
  return { ...target, follow, elsewhere: elsewhere.map(({ channelId }) => channelId), isRemade };
}

async function isMadeAgain({ threads }: Context["store"], follow: Follow): Promise<boolean> {
  const { channelId, target } = follow;
  if (target.kind === "site" || target.kind === "sequence" || !isSingle(follow)) return false;
  return await threads.isGone({ channelId, subject: target.reference });
}

async function alreadyFollowed(mirror: Mirror, follow: Follow): Promise<UserError> {
  const { jumpLinks } = (await mirror.progress(follow.id)) ?? { jumpLinks: [] };
  return new UserError((say) => say.follow.already(followPlaces({ follow, jumpLinks }, placesShown, say)));
}
