import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import { longestPutOffMs } from "../../store/ledger/queue.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { contentHash } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { readOwnMessage } from "./read-own-message.ts";
import type { ShownComment } from "./render-in-thread.ts";

const firstRetryMs = 5 * 60_000;
const lastRetryMs = 6 * 60 * 60_000;

/**
 * Edits one message of a comment: `stale` → `sent`. It stays `stale` if Discord puts the edit off.
 * @throws {DiscordError} if it was not edited and should be tried again
 */
export async function editMessage(
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

/**
 * Deletes one message of a comment, if it was sent, and its row.
 * @throws {DiscordError} if it was not deleted and should be tried again
 */
export async function deleteMessage(context: MirrorContext, open: OpenThread, row: LedgerRow): Promise<void> {
  if (row.messageId !== undefined && row.state !== "removed") {
    try {
      const message = { messageId: row.messageId, webhookId: row.webhookId };
      await context.publisher.delete(open.destination, message);
    } catch (error) {
      if (!(await settleLostMessage(context, open, row, error))) throw error;
      // The row stays in the ledger as long as the message may still be there.
      if (!isGone(error)) return;
    }
  }
  await context.store.ledger.parts.forget(row.id);
}

function isGone(error: unknown): boolean {
  return error instanceof DiscordError && error.fault.kind === "message-gone";
}

/**
 * Postpones edits of old messages, which Discord limits: the longer they wait, the less often they are tried. Returns whether the
 * error was that limit.
 */
async function putOffEdits(
  { store, clock, random, log }: MirrorContext,
  { threadId, messageId = "", waitingSinceMs }: LedgerRow,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof DiscordError) || error.fault.kind !== "edit-too-old") return false;
  const now = clock.now();
  const waitedMs = Math.max(0, now - (waitingSinceMs ?? now));
  const patienceMs = Math.min(lastRetryMs, Math.max(firstRetryMs, waitedMs / 2));
  const putOffMs = Math.max(error.fault.retryAfterMs ?? 0, patienceMs) * (1 + random() / 4);
  const retryAtMs = Math.round(now + Math.min(longestPutOffMs, putOffMs));
  log.info({ thread: threadId, retryAtMs }, "discord limits edits to old messages; postponing them");
  await store.ledger.queue.putOffEdits(threadId, messageId, retryAtMs);
  return true;
}

/**
 * Records that a message can no longer be changed; returns whether the error says so. A message that a moderator removed stays
 * removed. One whose webhook is gone stays as it is.
 */
async function settleLostMessage(
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
 * Returns whether the bot itself removed a message. It did if the comment became shorter after the backup that the bot now runs on:
 * then the message before it ends the comment. A moderator leaves the message before it unchanged.
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
