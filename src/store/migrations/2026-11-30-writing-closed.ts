import type { Kysely } from "kysely";

/** Adds a column that marks threads whose site no longer takes comments there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("threads")
    .addColumn("is_closed", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
