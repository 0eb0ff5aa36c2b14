import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { contentHash } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { putOffEdits } from "./put-off-edits.ts";
import type { ShownComment } from "./render-in-thread.ts";
import { settleLostMessage } from "./settle-lost-message.ts";

/**
 * Edits one message of a comment: `stale` → `sent`. It stays `stale` when Discord puts the edit off.
 * @throws {DiscordError} when it was not edited and is to be tried again
 */
export async function editPart(
  context: MirrorContext,
  open: OpenThread,
  shown: ShownComment,
  row: LedgerRow,
): Promise<void> {
  const part = shown.parts[row.part];
  if (part === undefined || row.messageId === undefined) return;
  try {
    const message = { messageId: row.messageId, webhookId: row.webhookId };
    await context.publisher.edit(open.destination, message, part);
    await context.store.ledger.parts.markEdited(row.id, contentHash(part.content), shown.source);
  } catch (error) {
    if (await putOffEdits(context, row, error)) return;
    if (!(await settleLostMessage(context, open, row, error))) throw error;
  }
}
