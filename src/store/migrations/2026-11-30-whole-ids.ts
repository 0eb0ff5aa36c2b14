import type { Kysely } from "kysely";

/** Adds a table for ids whose references hold only a hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("original_ids")
    .addColumn("reference", "text", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("kept_at_ms", "integer", (column) => column.notNull())
    .execute();
}
