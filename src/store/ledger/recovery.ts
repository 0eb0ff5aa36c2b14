import type { Kysely } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import { isKept } from "../is-kept.ts";
import type { Schema } from "../schema.ts";
import { transact } from "../transact.ts";
import { type LedgerRow, rowOf } from "./ledger-row.ts";

/** A message that shows a part of a comment. */
export interface ShownPart {
  readonly messageId: string;
  readonly webhookId: string | undefined;
  readonly contentHash: string;
}

/** The queries and changes for reconciling a thread: interrupted sends, and messages that the ledger knows or must take over. */
export class Recovery {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Rows of a thread whose send was interrupted. */
  async interrupted(threadId: number): Promise<readonly LedgerRow[]> {
    const rows = await this.#db
      .selectFrom("ledger")
      .selectAll()
      .where("thread_id", "=", threadId)
      .where("state", "=", "sending")
      .execute();
    return rows.map(rowOf);
  }

  /** Lists the message ids of a thread that the ledger knows. */
  async knownMessages(threadId: number): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom("ledger")
      .select("message_id")
      .where("thread_id", "=", threadId)
      .where("message_id", "is not", null)
      .execute();
    return new Set(rows.flatMap((row) => row.message_id ?? []));
  }

  /**
   * Takes over messages that no row knows as further parts of a comment, in the order given. They count as outdated, so that
   * delivery compares them. A thread that ended gets none.
   * @param gone ids of messages that the ledger has for the comment but Discord does not: others take their place
   */
  async takeOver(
    threadId: number,
    comment: Reference<"comment">,
    messages: readonly ShownPart[],
    gone: ReadonlySet<string>,
  ): Promise<void> {
    await transact(this.#db, `thread ${threadId}`, async (transaction) => {
      if (!(await isKept(transaction, "threads", threadId))) return;
      const rows = await transaction
        .selectFrom("ledger")
        .selectAll()
        .where("thread_id", "=", threadId)
        .where("comment", "=", comment)
        .execute();
      const taken = new Set(
        rows.flatMap((row) => (row.message_id === null || gone.has(row.message_id) ? [] : [row.part])),
      );
      const last = await transaction
        .selectFrom("ledger")
        .select((select) => select.fn.max("position").as("position"))
        .where("thread_id", "=", threadId)
        .executeTakeFirst();
      let part = 0;
      for (const { messageId, webhookId, contentHash } of messages) {
        while (taken.has(part)) part += 1;
        taken.add(part);
        const shown = {
          state: "stale",
          content_hash: contentHash,
          message_id: messageId,
          webhook_id: webhookId ?? null,
        };
        await transaction
          .insertInto("ledger")
          .values({
            thread_id: threadId,
            comment,
            part,
            position: rows[0]?.position ?? (last?.position ?? -1) + 1,
            // Equal to no state, so the next reading of the site finds that it may have changed.
            source_hash: rows[0]?.source_hash ?? "",
            ...shown,
          })
          .onConflict((conflict) => conflict.columns(["thread_id", "comment", "part"]).doUpdateSet(shown))
          .execute();
      }
      const lost = rows.filter(
        (row) => row.message_id !== null && gone.has(row.message_id) && !taken.has(row.part),
      );
      for (const { id } of lost) await transaction.deleteFrom("ledger").where("id", "=", id).execute();
    });
  }
}
