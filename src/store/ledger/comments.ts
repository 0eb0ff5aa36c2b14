import type { Kysely } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";
import { type LedgerRow, rowOf } from "./ledger-row.ts";

/** The comments that forum posts show or will show. */
export class Comments {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** State that the thread shows or will show, by comment. */
  async sourceHashes(threadId: number): Promise<ReadonlyMap<Reference<"comment">, string>> {
    const rows = await this.#db
      .selectFrom("ledger")
      .select(["comment", "source_hash"])
      .where("thread_id", "=", threadId)
      .where("part", "=", 0)
      .execute();
    return new Map(rows.map((row) => [row.comment as Reference<"comment">, row.source_hash]));
  }

  async rowsOf(threadId: number, comment: Reference<"comment">): Promise<readonly LedgerRow[]> {
    const rows = await this.#db
      .selectFrom("ledger")
      .selectAll()
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .orderBy("part")
      .execute();
    return rows.map(rowOf);
  }

  /** Lists the rows of these comments in all forum posts, without parts that a moderator removed and forum posts that are gone. */
  async rowsOfComments(comments: readonly Reference<"comment">[]): Promise<readonly LedgerRow[]> {
    if (comments.length === 0) return [];
    const rows = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .selectAll("ledger")
      .where("ledger.comment", "in", comments)
      .where("ledger.state", "!=", "removed")
      .where("threads.state", "!=", "gone")
      .orderBy("ledger.id")
      .execute();
    return rows.map(rowOf);
  }

  /** Lists the first messages of comments that are outdated, in all threads that have a forum post. */
  async outdated(): Promise<readonly LedgerRow[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("ledger", "ledger.thread_id", "threads.id")
      .selectAll("ledger")
      .where("threads.state", "!=", "gone")
      .where("ledger.state", "=", "stale")
      .where("ledger.part", "=", 0)
      .orderBy("ledger.id")
      .execute();
    return rows.map(rowOf);
  }

  /** Returns the id of a comment's first message in a thread. */
  async firstMessage(threadId: number, comment: Reference<"comment">): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom("ledger")
      .select("message_id")
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .where("part", "=", 0)
      .where("state", "!=", "removed")
      .executeTakeFirst();
    return row?.message_id ?? undefined;
  }
}
