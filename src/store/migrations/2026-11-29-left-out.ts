import type { Kysely } from "kysely";

/** How much of the past a thread left out when it was first read; nobody has counted it for those that were read before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("threads").addColumn("left_out", "integer").execute();
}
