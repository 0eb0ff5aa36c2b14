import { isLongPast } from "../../clock.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Site } from "../../forum/site.ts";
import { votesOn } from "../../forum/votes.ts";
import type { MirrorContext } from "../context.ts";
import { sourceHash } from "../plan.ts";
import { noticeableDifference, refreshIntervalMs } from "../votes.ts";

/** The most comments of a thread that one sweep updates only because of votes. */
const refreshLimit = 5;

/**
 * Queues the comments whose score or agreement is furthest off, if their messages are old enough. Also queues comments without
 * stored votes, as after a crash; delivery compares those and writes only differences. Returns whether there are any.
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
