import type { Selectable } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";

/**
 * `planned` → `sending` → `sent`. A row becomes `sending` before its message leaves. `stale`: sent, but the comment has changed
 * since. `removed`: the message is gone for good. `refused`: Discord will not accept it.
 */
export type PartState = "planned" | "sending" | "sent" | "stale" | "removed" | "refused";

/** A part of a comment, and the message that shows it. */
export interface LedgerRow {
  readonly id: number;
  readonly threadId: number;
  readonly comment: Reference<"comment">;
  /** Counted from 0. */
  readonly part: number;
  readonly position: number;
  readonly state: PartState;
  readonly sourceHash: string;
  readonly contentHash: string | undefined;
  readonly messageId: string | undefined;
  readonly webhookId: string | undefined;
  readonly waitingSinceMs: number | undefined;
}

export function rowOf(row: Selectable<Schema["ledger"]>): LedgerRow {
  return {
    id: row.id,
    threadId: row.thread_id,
    comment: row.comment as Reference<"comment">,
    part: row.part,
    position: row.position,
    state: row.state as PartState,
    sourceHash: row.source_hash,
    contentHash: row.content_hash ?? undefined,
    messageId: row.message_id ?? undefined,
    webhookId: row.webhook_id ?? undefined,
    waitingSinceMs: row.waiting_since_ms ?? undefined,
  };
}
