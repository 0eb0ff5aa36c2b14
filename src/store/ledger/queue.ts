import { type ExpressionBuilder, type Kysely, type Selectable, sql } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import { isKept } from "../is-kept.ts";
import type { Schema } from "../schema.ts";
import { statementChunks } from "../statement-chunks.ts";
import { transact } from "../transact.ts";
import { type LedgerRow, type PartState, rowOf } from "./ledger-row.ts";

/** The longest time for which edits are put off. A longer wait was set before the clock was set back. */
export const longestPutOffMs = 8 * 60 * 60_000;

/** A comment, and the hash of the state to show. */
export interface WantedComment {
  readonly comment: Reference<"comment">;
  readonly sourceHash: string;
}

/** The messages to write in a thread: new comments in order, changed ones, and edits that were put off. */
export class Queue {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * Adds comments to the end of the thread's queue, in the order given. Comments already there stay as they are. A thread that ended
   * gets none.
   */
  async add(threadId: number, comments: readonly WantedComment[]): Promise<void> {
    await transact(this.#db, `thread ${threadId}`, async (transaction) => {
      if (!(await isKept(transaction, "threads", threadId))) return;
      const last = await transaction
        .selectFrom("ledger")
        .select((select) => select.fn.max("position").as("position"))
        .where("thread_id", "=", threadId)
        .executeTakeFirst();
      const first = (last?.position ?? -1) + 1;
      const rows = comments.map(({ comment, sourceHash }, index) => ({
        thread_id: threadId,
        comment,
        part: 0,
        position: first + index,
        state: "planned",
        source_hash: sourceHash,
        waiting_since_ms: this.#now(),
      }));
      for (const chunk of statementChunks(rows)) {
        await transaction
          .insertInto("ledger")
          .values(chunk)
          .onConflict((conflict) => conflict.columns(["thread_id", "comment", "part"]).doNothing())
          .execute();
      }
    });
  }

  /** Renames the shown or wanted states of comments. */
  async rename(threadId: number, comments: readonly WantedComment[]): Promise<void> {
    for (const { comment, sourceHash } of comments) {
      await this.#db
        .updateTable("ledger")
        .set({ source_hash: sourceHash })
        .where("thread_id", "=", threadId)
        .where("comment", "=", comment)
        .execute();
    }
  }

  /** Marks a comment's messages as outdated. */
  async markStale(threadId: number, { comment, sourceHash }: WantedComment): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set((set) => ({
        source_hash: sourceHash,
        state: set
          .case()
          .when("state", "=", "sent")
          .then("stale")
          .when("state", "=", "refused")
          .then("planned")
          .else(set.ref("state"))
          .end(),
        waiting_since_ms: set
          .case()
          .when("state", "in", ["sent", "refused"])
          .then(this.#now())
          .else(set.ref("waiting_since_ms"))
          .end(),
      }))
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .where("state", "!=", "removed")
      .execute();
  }

  /**
   * Finds the comment to work on next: first an unsettled one, then one whose parts are not all sent, so they stay together, then
   * the first in the queue. Leaves out comments that were put off until their time comes.
   * @param isCopy true to leave out comments that the copy does not show yet
   */
  async next(
    threadId: number,
    { isCopy = false }: { readonly isCopy?: boolean } = {},
  ): Promise<LedgerRow | undefined> {
    const now = this.#now();
    const first = (rank: number, state: PartState, isLater = sql``) => sql`
      select first.*, ${sql.lit(rank)} as rank from (
        select * from ledger
        where thread_id = ${threadId} and state = ${sql.lit(state)} ${isLater}
          and (retry_at_ms is null or retry_at_ms <= ${now} or retry_at_ms > ${now + longestPutOffMs})
        order by position, part limit 1
      ) as first`;
    const firsts = [first(0, "sending"), first(1, "planned", sql`and part > 0`), first(2, "stale")];
    if (!isCopy) firsts.push(first(2, "planned"));
    // Each part of the union reads one row, by an index: thousands of rows may wait in a thread.
    const { rows } = await sql<Selectable<Schema["ledger"]>>`
      select * from (${sql.join(firsts, sql` union all `)}) as firsts order by rank, position, part limit 1
    `.execute(this.#db);
    const [row] = rows;
    return row === undefined ? undefined : rowOf(row);
  }

  /** When to try the first edit put off in a thread (ms). */
  async nextRetryMs(threadId: number): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom("ledger")
      .select((select) => select.fn.min("retry_at_ms").as("at_ms"))
      .where("thread_id", "=", threadId)
      .where("retry_at_ms", "is not", null)
      .where("state", "=", "stale")
      .executeTakeFirst();
    return row?.at_ms ?? undefined;
  }

  /** Puts off edits to a thread's messages up to the given one (by age), which Discord limits together. */
  async putOffEdits(threadId: number, upToMessageId: string, retryAtMs: number): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set({ retry_at_ms: retryAtMs })
      .where("thread_id", "=", threadId)
      .where("state", "=", "stale")
      .where((message) => isNoYounger(message, upToMessageId))
      .execute();
  }
}

/**
 * Compares the ages of messages by their ids, which grow with time: a longer one is younger. Some databases' numbers
 * are too small for them. https://discord.com/developers/docs/reference#snowflakes
 */
function isNoYounger(message: ExpressionBuilder<Schema, "ledger">, upToMessageId: string) {
  const length = message.fn<number>("length", ["message_id"]);
  return message.or([
    message(length, "<", upToMessageId.length),
    message.and([message(length, "=", upToMessageId.length), message("message_id", "<=", upToMessageId)]),
  ]);
}
