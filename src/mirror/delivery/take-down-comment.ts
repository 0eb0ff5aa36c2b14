import type { Reference } from "../../forum/reference.ts";
import type { MirrorContext } from "../context.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { postedKey } from "./posted-key.ts";
import { removePart } from "./remove-part.ts";

/** Removes all messages of a comment; where a moderator was first, the ledger remembers that. */
export async function takeDownComment(
  context: MirrorContext,
  open: OpenThread,
  comment: Reference<"comment">,
): Promise<void> {
  for (const row of await context.store.ledger.comments.rowsOf(open.thread.id, comment)) {
    if (row.state !== "removed") await removePart(context, open, row);
  }
  await context.archive.posted.forget([postedKey(open.thread.id, comment)]);
}
