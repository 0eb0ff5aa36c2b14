import type { Kysely } from "kysely";

/** Stores how long interrupted sends have been left alone, so that the wait survives a killed process. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("threads")
    .addColumn("uncertain_ms", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
