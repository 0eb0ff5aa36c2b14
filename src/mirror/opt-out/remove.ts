import type { WritingReference } from "../../forum/writing.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { deliverComment } from "../delivery/deliver-comment.ts";
import { removeQuote } from "../quotes/remove-quote.ts";
import { attempt } from "./attempt.ts";
import { commentsOf } from "./mark.ts";
import { redactReply } from "./redact-reply.ts";

/**
 * Removes comments and posts from Discord, as far as possible now: messages of comments, quotes, and the words that
 * members' replies begin with. Messages in running follows are left to the deliveries, which are to be woken for `threads`. Gives those of
 * which something is left.
 */
export async function removeWritings(
  context: MirrorContext,
  writings: readonly WritingReference[],
): Promise<{ readonly left: ReadonlySet<string>; readonly threads: ReadonlySet<number> }> {
  const left = new Set<string>();
  const threads = new Set<number>();
  for (const row of await context.store.ledger.comments.rowsOfComments(commentsOf(writings))) {
    left.add(row.comment);
    if (await isRunning(context, row)) {
      // What could not be removed may be today, by a permission the bot was given since.
      await context.store.ledger.queue.markStale(row.threadId, row);
      threads.add(row.threadId);
    } else {
      await attempt(context, () => removeAtRest(context, row));
    }
  }
  await context.store.quotes.forgetUnreachable(writings);
  for (const quote of await context.store.quotes.ofWritings(writings)) {
    if (!(await attempt(context, () => removeQuote(context, quote)))) left.add(quote.writing);
  }
  for (const reply of await context.store.replies.ofWritings(writings)) {
    if (!(await attempt(context, () => redactReply(context, reply)))) left.add(reply.writing);
  }
  return { left, threads };
}

async function isRunning({ store }: MirrorContext, { threadId }: LedgerRow): Promise<boolean> {
  const thread = await store.threads.get(threadId);
  const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
  return follow?.state === "active";
}

/** A paused follow has no deliveries: nobody else writes there. */
async function removeAtRest(context: MirrorContext, row: LedgerRow): Promise<void> {
  const { store, sources } = context;
  const thread = await store.threads.get(row.threadId);
  const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
  const source = follow === undefined ? undefined : sources.get(follow.site);
  // An interrupted send is settled when the follow goes on, and one in trouble cannot be reached.
  if (thread?.discordThreadId === undefined || row.state === "sending") return;
  if (follow?.state !== "paused" || source === undefined) return;
  const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
  await deliverComment(context, { follow, thread, destination, source }, row);
}
