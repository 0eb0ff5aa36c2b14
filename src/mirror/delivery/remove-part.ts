import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { settleLostMessage } from "./settle-lost-message.ts";

/**
 * Deletes one message of a comment, if it was sent, and its row.
 * @throws {DiscordError} when it was not deleted and is to be tried again
 */
export async function removePart(context: MirrorContext, open: OpenThread, row: LedgerRow): Promise<void> {
  if (row.messageId !== undefined && row.state !== "removed") {
    try {
      const message = { messageId: row.messageId, webhookId: row.webhookId };
      await context.publisher.delete(open.destination, message);
    } catch (error) {
      if (!(await settleLostMessage(context, open, row, error))) throw error;
      // What still stands there stays in the ledger.
      if (!isGone(error)) return;
    }
  }
  await context.store.ledger.parts.forget(row.id);
}

function isGone(error: unknown): boolean {
  return error instanceof DiscordError && error.fault.kind === "message-gone";
}
