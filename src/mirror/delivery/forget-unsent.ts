import type { Reference } from "../../forum/reference.ts";
import type { MirrorContext } from "../context.ts";

/** Takes out of the queue what was not sent of a comment; what was sent stays as it is. */
export async function forgetUnsent(
  { store }: Pick<MirrorContext, "store">,
  threadId: number,
  comment: Reference<"comment">,
): Promise<void> {
  const { ledger } = store;
  for (const part of await ledger.comments.rowsOf(threadId, comment)) {
    if (part.messageId === undefined) await ledger.parts.forget(part.id);
    else await ledger.parts.markCurrent(part.id, part.sourceHash);
  }
}
