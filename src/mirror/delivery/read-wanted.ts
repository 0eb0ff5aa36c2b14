import { hiddenOf, readComment } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { isRecordFault, SourceError } from "../../sources/source-error.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { commentNames } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";

/**
 * Reads a comment as the ledger wants it shown. If the archive has another version, because it lost the last reading, the site is asked again:
 * otherwise an edit or a deletion would never be shown.
 */
export async function readWanted(
  context: Pick<MirrorContext, "archive">,
  { source }: Pick<OpenThread, "source">,
  row: Pick<LedgerRow, "comment" | "sourceHash">,
): Promise<Comment | undefined> {
  const options = { priority: "sweep" } as const;
  const comment = await unlessRefused(readComment(context, source, row.comment, options), undefined);
  // Rows marked by a restore or an opt-out name no state of the comment.
  const isNamed = commentNames.isName(row.sourceHash);
  if (comment === undefined || comment.visibility === "withheld" || !isNamed) return comment;
  if (commentNames.compare(row.sourceHash, comment) !== "changed") return comment;
  const current =
    (await unlessRefused(source.readComment(row.comment, options), comment)) ?? hiddenOf(comment);
  await context.archive.comments.put([current]);
  return current;
}

/** A refused comment must not hold back the rest of the thread: the known version serves until a sweep decides. */
async function unlessRefused(
  reading: Promise<Comment | undefined>,
  known: Comment | undefined,
): Promise<Comment | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SourceError && isRecordFault(error.fault)) return known;
    throw error;
  }
}
