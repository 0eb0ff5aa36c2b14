import type { Kysely } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";

/** The votes that the messages of a comment show. */
export interface ShownVotes {
  readonly score: number | undefined;
  readonly agreement: number | undefined;
  /** When that was written; `undefined` if unknown. */
  readonly atMs: number | undefined;
}

/** The votes that comments show, stored with their first part. */
export class Votes {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Lists the votes of comments whose messages are otherwise up to date. */
  async shown(threadId: number): Promise<ReadonlyMap<Reference<"comment">, ShownVotes>> {
    const rows = await this.#db
      .selectFrom("ledger")
      .select(["comment", "shown_score", "shown_agreement", "shown_at_ms"])
      .where("thread_id", "=", threadId)
      .where("part", "=", 0)
      .where("state", "=", "sent")
      .execute();
    return new Map(
      rows.map((row) => [
        row.comment as Reference<"comment">,
        {
          score: row.shown_score ?? undefined,
          agreement: row.shown_agreement ?? undefined,
          atMs: row.shown_at_ms ?? undefined,
        },
      ]),
    );
  }

  /** Notes that a comment's messages show these votes. */
  async markShown(threadId: number, comment: Reference<"comment">, shown: ShownVotes): Promise<void> {
    await this.#db
      .updateTable("ledger")
      .set(votesRow(shown))
      .where("thread_id", "=", threadId)
      .where("comment", "=", comment)
      .where("part", "=", 0)
      .execute();
  }
}

export function votesRow({ score, agreement, atMs }: ShownVotes) {
  return {
    shown_score: score ?? null,
    shown_agreement: agreement ?? null,
    shown_at_ms: atMs ?? null,
  };
}
