import type { Kysely } from "kysely";

/** Notes how far back a thread goes on sites that number their comments, where some have no date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("thread_follows").addColumn("floor_position", "bigint").execute();
}
