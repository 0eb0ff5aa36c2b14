import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import { longestPutOffMs } from "../../store/ledger/queue.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";

const firstRetryMs = 5 * 60_000;
const lastRetryMs = 6 * 60 * 60_000;

/**
 * Discord limits edits of old messages: they are tried again later, the more rarely the longer they wait. Whether the error was that limit.
 */
export async function putOffEdits(
  { store, clock, random, log }: Pick<MirrorContext, "store" | "clock" | "random" | "log">,
  { threadId, messageId = "", waitingSinceMs }: LedgerRow,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof DiscordError) || error.fault.kind !== "edit-too-old") return false;
  const now = clock.now();
  const waitedMs = Math.max(0, now - (waitingSinceMs ?? now));
  const patienceMs = Math.min(lastRetryMs, Math.max(firstRetryMs, waitedMs / 2));
  const putOffMs = Math.max(error.fault.retryAfterMs ?? 0, patienceMs) * (1 + random() / 4);
  const retryAtMs = Math.round(now + Math.min(longestPutOffMs, putOffMs));
  log.info({ thread: threadId, retryAtMs }, "discord limits edits of old messages; they are put off");
  await store.ledger.queue.putOffEdits(threadId, messageId, retryAtMs);
  return true;
}
