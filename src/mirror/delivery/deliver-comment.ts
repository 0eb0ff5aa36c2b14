import { postedKey } from "../../archive/open-archive.ts";
import { hiddenOf, readComment } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { isRecordFault, SourceError } from "../../sources/source-error.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { readWishes, wantsComment } from "../follows/wishes.ts";
import { commentNames, takenBack } from "../plan.ts";
import { belongsTo } from "../reading/belongs-to.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { deleteMessage } from "./change-message.ts";
import { fateOf } from "./comment-fate.ts";
import { showComment } from "./show-comment.ts";

/**
 * Brings the messages of one comment up to date, one recorded step at a time.
 * @throws {DiscordError} if a step failed; the ledger records the progress
 */
export async function deliverComment(
  context: MirrorContext,
  open: OpenThread,
  row: LedgerRow,
): Promise<void> {
  if (row.sourceHash === takenBack) return await takeDown(context, open, row.comment);
  await context.store.optOuts.refresh();
  const comment = await readWanted(context, open, row);
  const settings = await context.store.settings.ofGuild(open.thread.guildId);
  const isElsewhere = comment !== undefined && (await wasMoved(context, open, comment));
  const isUnwanted = comment !== undefined && (await isOnlyForPaused(context, open, comment));
  const fate = fateOf(comment, row, { isElsewhere, isUnwanted, settings });
  switch (fate.kind) {
    case "show":
      return await showComment(context, open, { comment: fate.comment, row, settings, isElsewhere });
    case "take-down":
      return await takeDown(context, open, row.comment);
    case "forget-unsent":
      return await forgetUnsent(context, row);
  }
}

/**
 * Reads a comment in the state that the ledger wants to show. If the archive has another version, because it lost the last reading,
 * asks the site again: otherwise an edit or a deletion would never be shown.
 */
async function readWanted(
  context: MirrorContext,
  { source }: OpenThread,
  row: LedgerRow,
): Promise<Comment | undefined> {
  const options = { priority: "sweep" } as const;
  const comment = await unlessRefused(readComment(context, source, row.comment, options), undefined);
  // Rows marked by a restore or an opt-out name no state of the comment.
  const isNamed = commentNames.isName(row.sourceHash);
  if (comment === undefined || comment.visibility === "withheld" || !isNamed) return comment;
  if (commentNames.compare(row.sourceHash, comment) !== "changed") return comment;
  const answer = await unlessRefused(source.readComment(row.comment, options), "unknown");
  const isMissing = answer === "gone" || answer === "not-public";
  const current = isMissing ? hiddenOf(comment) : answer === "unknown" ? comment : answer;
  await context.archive.comments.put([current]);
  return current;
}

/** Falls back to the known version: a refused comment must not hold back the rest of the thread until a sweep decides. */
async function unlessRefused<T>(reading: Promise<T>, known: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SourceError && isRecordFault(error.fault)) return known;
    throw error;
  }
}

/**
 * Returns whether every follow that wants a comment has been paused since it was queued. Resumed follows plan it again. A comment that
 * a copy shows moves anyway: otherwise it would be lost with the copy.
 */
async function isOnlyForPaused(
  context: MirrorContext,
  { thread }: OpenThread,
  comment: Comment,
): Promise<boolean> {
  const isPaused = await context.store.shares.isWantedBy(thread.id, { state: "paused" });
  if (!isPaused || wantsComment(await readWishes(context, thread), comment)) return false;
  return !(await context.store.copies.areShowing(thread.id, comment.reference));
}

/** Returns whether the comment moved out of the thread. A user's comments never do: their page covers the whole site. */
async function wasMoved(
  context: MirrorContext,
  { thread, source }: OpenThread,
  comment: Comment,
): Promise<boolean> {
  if (thread.post === undefined || comment.visibility !== "visible") return false;
  return (await belongsTo(context, source, thread, comment)) === false;
}

/** Removes all messages of a comment. The ledger remembers those that a moderator removed first. */
export async function takeDown(
  context: MirrorContext,
  open: OpenThread,
  comment: Comment["reference"],
): Promise<void> {
  for (const row of await context.store.ledger.comments.rowsOf(open.thread.id, comment)) {
    if (row.state !== "removed") await deleteMessage(context, open, row);
  }
  await context.archive.posted.forget([postedKey(open.thread.id, comment)]);
}

/** Takes a comment's unsent messages out of the queue; messages already sent stay as they are. */
async function forgetUnsent({ store }: MirrorContext, { threadId, comment }: LedgerRow): Promise<void> {
  const { ledger } = store;
  for (const part of await ledger.comments.rowsOf(threadId, comment)) {
    if (part.messageId === undefined) await ledger.parts.forget(part.id);
    else await ledger.parts.markCurrent(part.id, part.sourceHash);
  }
}
