import type { WritingReference } from "../../forum/writing.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { deliverComment } from "../delivery/deliver-comment.ts";
import type { ThreadInLine } from "../delivery/deliveries.ts";
import { removeQuote } from "../quotes/remove-quote.ts";
import { attempt, attemptAtRest } from "./attempt.ts";
import type { Hands } from "./hands.ts";
import { commentsOf } from "./mark.ts";
import { redactReply } from "./redact-reply.ts";

/**
 * Removes comments and posts from Discord, as far as possible now: messages of comments, quotes, and the words that members'
 * replies begin with, which only the leading process removes. In running threads, deliveries remove messages; the caller wakes
 * them for `threads`. Returns the records of which something is left.
 */
export async function removeWritings(
  context: MirrorContext,
  writings: readonly WritingReference[],
  { leads }: Pick<Hands, "leads">,
): Promise<{ readonly left: ReadonlySet<string>; readonly threads: readonly ThreadInLine[] }> {
  const left = new Set<string>();
  const threads: ThreadInLine[] = [];
  const { store } = context;
  for (const row of await store.ledger.comments.rowsOfComments(commentsOf(writings))) {
    left.add(row.comment);
    const thread = await store.threads.get(row.threadId);
    if (thread === undefined) continue;
    const activity = await store.shares.activityOf(thread.id);
    if (activity === "active") {
      // A message that could not be removed may be removable now, if the bot has a new permission.
      await store.ledger.queue.markStale(thread.id, row);
      threads.push(thread);
    } else if (activity === "at-rest") {
      await attemptAtRest(context, thread, () => removeAtRest(context, thread, row));
    }
  }
  if (!leads()) return { left, threads };
  await store.quotes.forgetUnreachable(writings);
  for (const quote of await store.quotes.ofWritings(writings)) {
    if (!(await attempt(context, () => removeQuote(context, quote)))) left.add(quote.writing);
  }
  for (const reply of await store.replies.ofWritings(writings)) {
    if (!(await attempt(context, () => redactReply(context, reply)))) left.add(reply.writing);
  }
  return { left, threads };
}

/** Removes a comment from a thread that has no deliveries, so nothing else writes there. */
async function removeAtRest(context: MirrorContext, thread: MirroredThread, row: LedgerRow): Promise<void> {
  const source = context.sources.get(thread.site);
  // An interrupted send is settled when a follow resumes.
  if (thread.discordThreadId === undefined || row.state === "sending" || source === undefined) return;
  const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
  await deliverComment(context, { thread, destination, source }, row);
}
