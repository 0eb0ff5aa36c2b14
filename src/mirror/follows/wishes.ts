import type { Comment } from "../../forum/comment.ts";
import { isSince } from "../../forum/order.ts";
import type { MutedAuthor } from "../../store/settings.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import { forComments, passesFilters } from "../plan.ts";

/** What a thread is to show: whatever any of its follows wants that are not paused. */
export interface Wishes {
  /** In the order in which the follows were added; none where nobody wants anything new. */
  readonly shares: readonly ShareOfThread[];
  readonly mutedAuthors: readonly MutedAuthor[];
}

export async function readWishes(
  { store, sources }: Pick<MirrorContext, "store" | "sources">,
  { id, guildId, site, mergingInto }: MirroredThread,
): Promise<Wishes> {
  const { mutedAuthors } = await store.settings.ofGuild(guildId);
  // New comments are for the thread that a copy merges into.
  const shares = mergingInto === undefined ? await store.shares.ofThread(id) : [];
  const source = sources.get(site);
  const wanted = shares.filter(({ state, follow }) => state === "wanted" && follow.state !== "paused");
  if (source === undefined) return { shares: wanted, mutedAuthors };
  return {
    shares: wanted.map((share) => ({ ...share, follow: forComments(share.follow, source) })),
    mutedAuthors,
  };
}

/** Whether one of the follows for which the thread was read wants a comment. */
export function wantsComment({ shares, mutedAuthors }: Wishes, comment: Comment): boolean {
  return shares.some(
    ({ floorMs, follow }) =>
      floorMs !== undefined && isSince(comment, floorMs) && passesFilters(follow, comment, mutedAuthors),
  );
}
