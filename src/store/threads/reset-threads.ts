import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";
import { dueNow } from "./due-now.ts";

/** Forgets the forum posts of threads, so that the bot can make them again. */
export async function resetThreads(db: Kysely<Schema>, ids: readonly number[]): Promise<void> {
  await db.deleteFrom("ledger").where("thread_id", "in", ids).execute();
  await db
    .updateTable("threads")
    .set({
      state: "planned",
      discord_thread_id: null,
      starter_hash: null,
      starter_source: null,
      starter_state: "current",
      starter_tags: "[]",
      starter_score: null,
      starter_comments: null,
      starter_shown_at_ms: null,
      renamed_at_ms: null,
      asked_after: null,
      attempted_at_ms: null,
      uncertain_ms: 0,
      ...dueNow,
    })
    .where("id", "in", ids)
    .execute();
}
