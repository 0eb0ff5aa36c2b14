import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { contentHash } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import type { ShownComment } from "./render-in-thread.ts";

/**
 * Sends one part of a comment: `planned` → `sending` → `sent`, or `refused` when only a change of the comment can help.
 * @throws {DiscordError} when it was not sent, and the row is `planned` again; `unconfirmed` when it may have been, and the row stays `sending`
 */
export async function sendPart(
  context: MirrorContext,
  open: OpenThread,
  shown: ShownComment,
  row: LedgerRow,
): Promise<void> {
  const { publisher, clock } = context;
  const { ledger, threads } = context.store;
  const part = shown.parts[row.part];
  if (part === undefined) return;
  await publisher.prepare(open.destination);
  await ledger.parts.markSending(row.id, contentHash(part.content), clock.now());
  try {
    const message = await publisher.send(open.destination, shown.persona, part);
    await ledger.parts.markSent(row.id, message, shown.source, row.part === 0 ? shown.shown : undefined);
  } catch (error) {
    if (!(error instanceof DiscordError) || error.fault.kind === "unconfirmed") throw error;
    if (error.fault.kind === "refused") {
      context.log.error({ err: error, comment: row.comment, part: row.part }, "discord refused a message");
      await ledger.parts.markRefused(row.id);
      return;
    }
    await ledger.parts.markUnsent(row.id);
    throw error;
  }
  await threads.markActive(open.thread.id, clock.now());
}
