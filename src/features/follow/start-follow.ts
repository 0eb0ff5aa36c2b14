import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { Mirror } from "../../mirror/mirror.ts";
import type { Follow } from "../../store/follows.ts";
import { alreadyFollowed, type WantedTarget } from "./find-follow-target.ts";

export interface FollowRequest {
  readonly guildId: string;
  readonly channelId: string;
  readonly backfill: number | undefined;
  readonly minScore: number | undefined;
  readonly createdBy: string;
}

export interface StartedFollow extends WantedTarget {
  readonly follow: Follow;
}

type Context = Pick<MirrorContext, "store" | "archive" | "clock">;

/**
 * Starts a follow.
 * @throws {UserError} when the server follows it already, or follows as much as it allows
 */
export async function startFollow(
  { store, archive, clock }: Context,
  mirror: Mirror,
  target: WantedTarget,
  request: FollowRequest,
): Promise<StartedFollow> {
  const { found } = target;
  if ("post" in found && found.post !== undefined) await archive.posts.put([found.post]);
  if (found.kind === "comment") await archive.comments.put([found.comment]);
  if (found.kind === "user") await archive.users.put([found.user]);
  const { followLimit } = await store.settings.ofGuild(request.guildId);
  const added = await store.follows.add(
    {
      ...request,
      site: target.source.site.name,
      target: target.target,
      title: target.title,
      path: target.path,
      authors: target.wantedAuthors.flatMap(({ handle, reference }) => [handle.toLowerCase(), reference]),
      createdAtMs: clock.now(),
    },
    followLimit,
  );
  if (added === undefined) throw new UserError((say) => say.follow.limitReached(followLimit));
  const { follow, isNew } = added;
  if (!isNew) throw await alreadyFollowed(mirror, follow);
  mirror.begin(follow);
  return { ...target, follow };
}
