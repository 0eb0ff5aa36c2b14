import type { Kysely } from "kysely";

/** How long interrupted sends have been left alone, so that a process that is killed while it waits does not begin to wait anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("threads")
    .addColumn("uncertain_ms", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
