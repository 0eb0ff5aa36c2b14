import type { Comment } from "../../forum/comment.ts";
import { isAbove } from "../../forum/order.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import { forComments, passesFilters, takenBack } from "../plan.ts";
import { shownComments } from "../shown-comments.ts";

/**
 * Marks the comments in shared threads that only this follow wants, so delivery takes them out of the queue and, with
 * `removePosts`, removes their messages. Returns the threads that have something to deliver.
 */
export async function takeBack(
  context: MirrorContext,
  follow: Follow,
  { removePosts }: { readonly removePosts: boolean },
): Promise<readonly MirroredThread[]> {
  const { store } = context;
  const touched: MirroredThread[] = [];
  for (const thread of await store.threads.ofFollow(follow.id)) {
    const others = (await store.shares.ofThread(thread.id)).filter(
      (share) => share.state === "wanted" && share.follow.id !== follow.id,
    );
    if (others.length === 0 || thread.state === "gone") continue;
    if (await markUnwanted(context, thread, { others, removePosts })) touched.push(thread);
  }
  return touched;
}

async function markUnwanted(
  context: MirrorContext,
  thread: MirroredThread,
  { others, removePosts }: { readonly others: readonly ShareOfThread[]; readonly removePosts: boolean },
): Promise<boolean> {
  const { copies, ledger } = context.store;
  const { comments, queue } = ledger;
  let isTouched = false;
  for await (const { kept } of shownComments(context, thread.id)) {
    // Comments that the archive has lost stay, because it is unknown which follow wants them.
    for (const comment of kept.values()) {
      if (isWantedByAny(context, thread, others, comment)) continue;
      const isShown =
        (await comments.firstMessage(thread.id, comment.reference)) !== undefined ||
        (await copies.areShowing(thread.id, comment.reference));
      if (isShown && !removePosts) continue;
      await queue.markStale(thread.id, { comment: comment.reference, sourceHash: takenBack });
      isTouched = true;
    }
  }
  return isTouched;
}

/**
 * Returns whether any of these follows may want a comment. Paused follows count. A follow that has not read the thread yet may want
 * anything.
 */
function isWantedByAny(
  { sources }: MirrorContext,
  { site }: MirroredThread,
  shares: readonly ShareOfThread[],
  comment: Comment,
): boolean {
  const source = sources.get(site);
  return shares.some(({ follow, floorMs, floorPosition }) => {
    if (floorMs === undefined || source === undefined) return true;
    return (
      isAbove(comment, { floorMs, floorPosition }) && passesFilters(forComments(follow, source), comment, [])
    );
  });
}
