import type { Comment } from "../../forum/comment.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";

/** Counts a message that Discord has confirmed, and how long its readers waited if it begins a comment written after its follow began. */
export async function countSent(
  { store, clock, metrics }: Pick<MirrorContext, "store" | "clock" | "metrics">,
  { threadId, part }: Pick<LedgerRow, "threadId" | "part">,
  { postedAtMs }: Pick<Comment, "postedAtMs">,
): Promise<void> {
  metrics.messagesSent.inc();
  if (part > 0 || postedAtMs === undefined) return;
  if (await store.shares.isWantedBy(threadId, { untilMs: postedAtMs }))
    metrics.commentDelay.observe(Math.max(0, clock.now() - postedAtMs) / 1000);
}
