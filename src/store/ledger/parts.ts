import type { Kysely, Selectable } from "kysely";
import { isKept } from "../is-kept.ts";
import { attemptMoment } from "../leases/attempt-moment.ts";
import { type Guard, isInForce } from "../leases/guard.ts";
import type { Schema } from "../schema.ts";
import { transact } from "../transact.ts";
import type { LedgerRow } from "./ledger-row.ts";
import { type ShownVotes, votesRow } from "./votes.ts";

/** The states of a comment's parts. Each change is one durable statement. */
export class Parts {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * Adds rows for all parts of a comment, so a crash between two of them leaves a trace of the rest. A thread that ended gets none.
   */
  async plan(row: LedgerRow, partCount: number): Promise<void> {
    const { threadId, comment, position, sourceHash } = row;
    const rows = Array.from({ length: partCount }, (_, part) => ({
      thread_id: threadId,
      comment,
      part,
      position,
      state: "planned",
      source_hash: sourceHash,
      waiting_since_ms: row.waitingSinceMs ?? this.#now(),
    }));
    await transact(this.#db, `thread ${threadId}`, async (transaction) => {
      if (!(await isKept(transaction, "threads", threadId))) return;
      await transaction
        .insertInto("ledger")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["thread_id", "comment", "part"]).doNothing())
        .execute();
    });
  }

  /**
   * Notes, before a message leaves, that it may arrive. Returns false if it must not leave, because the lease is over.
   * @param guard the lease under which the message is sent; `undefined` if there are no leases
   */
  async markSending(id: number, contentHash: string, guard?: Guard): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("ledger")
      .set({
        state: "sending",
        content_hash: contentHash,
        attempted_at_ms: attemptMoment(this.#db, this.#now()),
      })
      .where("id", "=", id)
      .where(isInForce(guard))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Notes that the message is certainly not there and must be sent. */
  async markUnsent(id: number): Promise<void> {
    await this.#update(id, {
      state: "planned",
      content_hash: null,
      message_id: null,
      webhook_id: null,
      attempted_at_ms: null,
    });
  }

  /**
   * @param source hash of the comment's state that the message shows; `undefined` if unknown
   * @param shown the votes that the comment's first message was sent with
   */
  async markSent(
    id: number,
    message: { messageId: string; webhookId: string | undefined },
    source: string | undefined,
    shown?: ShownVotes,
  ): Promise<void> {
    await this.#settle(id, source, {
      message_id: message.messageId,
      webhook_id: message.webhookId ?? null,
      ...(shown === undefined ? {} : votesRow(shown)),
    });
  }

  async markEdited(id: number, contentHash: string, source: string): Promise<void> {
    await this.#settle(id, source, { content_hash: contentHash, retry_at_ms: null });
  }

  /** Notes that the part is as the comment's state with that hash wants it. */
  async markCurrent(id: number, source: string): Promise<void> {
    await this.#settle(id, source, { retry_at_ms: null });
  }

  /** Notes that the message is gone for good. */
  async markRemoved(id: number): Promise<void> {
    await this.#update(id, { state: "removed", content_hash: null, retry_at_ms: null });
  }

  /** Notes that Discord will not accept this content. It is tried again when the comment changes. */
  async markRefused(id: number): Promise<void> {
    await this.#update(id, { state: "refused" });
  }

  /** Drops a part that the comment no longer has. */
  async forget(id: number): Promise<void> {
    await this.#db.deleteFrom("ledger").where("id", "=", id).execute();
  }

  /** Marks the part as outdated if the comment changed on the site while the message was written. */
  async #settle(
    id: number,
    source: string | undefined,
    values: Partial<Selectable<Schema["ledger"]>>,
  ): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set((set) => ({
        ...values,
        state: set
          .case()
          .when(source === undefined ? set.lit(false) : set("source_hash", "=", source))
          .then("sent")
          .else("stale")
          .end(),
      }))
      .where("id", "=", id)
      .execute();
  }

  async #update(id: number, values: Partial<Selectable<Schema["ledger"]>>): Promise<void> {
    await this.#db.updateTable("ledger").set(values).where("id", "=", id).execute();
  }
}
