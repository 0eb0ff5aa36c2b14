import { isLongPast } from "../../clock.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Site } from "../../forum/site.ts";
import { votesOn } from "../../forum/votes.ts";
import type { MirrorContext } from "../context.ts";
import { sourceHash } from "../plan.ts";
import { noticeableDifference, refreshIntervalMs } from "../votes.ts";

/** Messages of a thread that one sweep brings up to date because of votes alone. */
const refreshLimit = 5;

/**
 * Queues the messages whose score or agreement is off by most, when their last writing is old enough. What was never written down, as after
 * a crash, is compared by delivery, which writes only what differs. Whether there are any.
 */
export async function refreshVotes(
  { store, clock }: Pick<MirrorContext, "store" | "clock">,
  threadId: number,
  listed: readonly Comment[],
  site: Site,
): Promise<boolean> {
  const shown = await store.ledger.votes.shown(threadId);
  const now = clock.now();
  const worst = listed
    .flatMap((comment) => {
      const row = shown.get(comment.reference);
      if (row === undefined || comment.visibility !== "visible") return [];
      if (row.atMs === undefined) return [{ comment, difference: 1 }];
      const isDue = isLongPast(row.atMs, refreshIntervalMs, now);
      return isDue ? [{ comment, difference: noticeableDifference(row, votesOn(comment, site)) }] : [];
    })
    .filter(({ difference }) => difference > 0)
    .sort((a, b) => b.difference - a.difference)
    .slice(0, refreshLimit);
  for (const { comment } of worst) {
    const wanted = { comment: comment.reference, sourceHash: sourceHash(comment) };
    await store.ledger.queue.markStale(threadId, wanted);
  }
  return worst.length > 0;
}
