import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { readOwnMessage } from "./read-own-message.ts";

/**
 * Whether an error is that of a message which can no longer be changed, and the ledger says so now. One that a moderator removed stays removed;
 * one whose webhook is gone stays as it is.
 */
export async function settleLostMessage(
  context: MirrorContext,
  open: OpenThread,
  row: LedgerRow,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof DiscordError)) return false;
  const { ledger } = context.store;
  switch (error.fault.kind) {
    case "message-gone":
      if (await wasShortened(context, open, row)) await ledger.parts.markUnsent(row.id);
      else await ledger.parts.markRemoved(row.id);
      return true;
    case "webhook-gone":
    case "refused":
      context.log.warn(
        { err: error, comment: row.comment, part: row.part },
        "a message can no longer be changed",
      );
      await ledger.parts.markCurrent(row.id, row.sourceHash);
      return true;
    default:
      return false;
  }
}

/**
 * Whether the bot itself removed a message, when the comment became shorter after the copy of the database that it runs on: the message before
 * it then ends the comment. A moderator leaves that one as it is.
 */
async function wasShortened(
  { store, publisher }: MirrorContext,
  { thread, destination }: OpenThread,
  row: LedgerRow,
): Promise<boolean> {
  const before = (await store.ledger.comments.rowsOf(thread.id, row.comment)).filter(
    ({ part }) => part < row.part,
  );
  for (const { messageId, webhookId } of before.toReversed()) {
    if (messageId === undefined) continue;
    const content = await publisher.readContent(destination, { messageId, webhookId });
    if (content !== undefined) return readOwnMessage(content).kind === "last-part";
  }
  return false;
}
