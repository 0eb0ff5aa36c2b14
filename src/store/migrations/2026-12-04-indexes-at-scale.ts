import { type Kysely, sql } from "kysely";

/**
 * Keeps the look-ups of polls, starts and `/status` fast among a million threads. SQLite keeps no statistics, so it would search by any
 * index whose first column is compared: indexes that would find nearly every row now leave these rows out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const index of ["threads_by_survivor", "threads_by_next_sweep", "threads_by_post"])
    await db.schema.dropIndex(index).execute();
  await db.schema
    .createIndex("threads_by_survivor")
    .on("threads")
    .column("merging_into")
    .where(sql.ref("merging_into"), "is not", null)
    .execute();
  await db.schema
    .createIndex("threads_by_next_sweep")
    .on("threads")
    .columns(["site", "next_sweep_at_ms", "id", "swept_at_ms", "rest_ms"])
    .where(sql.ref("next_sweep_at_ms"), "is not", null)
    .execute();
  await db.schema.createIndex("threads_by_post").on("threads").columns(["post", "site"]).execute();
  await sql`
    create index ledger_unsettled on ledger (thread_id, state) where state in ('planned', 'sending', 'stale')
  `.execute(db);
}
