import type { Comment } from "../../forum/comment.ts";
import { isAbove } from "../../forum/order.ts";
import type { MutedAuthor } from "../../store/settings.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import { forComments, passesFilters } from "../plan.ts";

/** The comments that a thread should show: every comment that at least one of its follows wants, apart from paused ones. */
export interface Wishes {
  /** Follows that want something new, in the order in which they were added. */
  readonly shares: readonly ShareOfThread[];
  readonly mutedAuthors: readonly MutedAuthor[];
}

export async function readWishes(
  { store, sources }: Pick<MirrorContext, "store" | "sources">,
  { id, guildId, site, mergingInto }: MirroredThread,
): Promise<Wishes> {
  const { mutedAuthors } = await store.settings.ofGuild(guildId);
  // A copy gets no new comments: they go to the thread that it merges into.
  const shares = mergingInto === undefined ? await store.shares.ofThread(id) : [];
  const source = sources.get(site);
  const wanted = shares.filter(({ state, follow }) => state === "wanted" && follow.state !== "paused");
  if (source === undefined) return { shares: wanted, mutedAuthors };
  return {
    shares: wanted.map((share) => ({ ...share, follow: forComments(share.follow, source) })),
    mutedAuthors,
  };
}

/** Returns whether any follow that has read the thread wants a comment. */
export function wantsComment({ shares, mutedAuthors }: Wishes, comment: Comment): boolean {
  return shares.some(
    ({ floorMs, floorPosition, follow }) =>
      floorMs !== undefined &&
      isAbove(comment, { floorMs, floorPosition }) &&
      passesFilters(follow, comment, mutedAuthors),
  );
}
