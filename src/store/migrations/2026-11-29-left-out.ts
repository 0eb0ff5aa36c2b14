import type { Kysely } from "kysely";

/** Stores how many older comments a thread left out at its first reading; unknown for threads read before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("threads").addColumn("left_out", "integer").execute();
}
