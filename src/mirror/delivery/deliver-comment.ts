import type { Comment } from "../../forum/comment.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { belongsTo } from "../reading/belongs-to.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { fateOf } from "./comment-fate.ts";
import { forgetUnsent } from "./forget-unsent.ts";
import { readWanted } from "./read-wanted.ts";
import { showComment } from "./show-comment.ts";
import { takeDownComment } from "./take-down-comment.ts";

/**
 * Brings the messages of one comment to what they should be, one recorded step at a time.
 * @throws {DiscordError} when a step failed; the ledger says how far it came
 */
export async function deliverComment(
  context: MirrorContext,
  open: OpenThread,
  row: LedgerRow,
): Promise<void> {
  const comment = await readWanted(context, open, row);
  const settings = await context.store.settings.ofGuild(open.follow.guildId);
  const isElsewhere = comment !== undefined && (await wasMoved(context, open, comment));
  const fate = fateOf(comment, row, { isElsewhere, settings });
  switch (fate.kind) {
    case "show":
      return await showComment(context, open, { comment: fate.comment, row, settings, isElsewhere });
    case "take-down":
      return await takeDownComment(context, open, row.comment);
    case "forget-unsent":
      return await forgetUnsent(context, open.thread.id, row.comment);
  }
}

/** A user's page goes wherever the user does. */
async function wasMoved(
  context: MirrorContext,
  { thread, source }: OpenThread,
  comment: Comment,
): Promise<boolean> {
  if (thread.post === undefined || comment.visibility !== "visible") return false;
  return (await belongsTo(context, source, thread, comment)) === false;
}
