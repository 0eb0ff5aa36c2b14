import { type Kysely, PostgresAdapter, sql } from "kysely";

/** The sites that members chose to follow, beside those of the configuration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  // Compared by its bytes, as in SQLite.
  const text = isPostgres ? sql`text collate "C"` : sql`text`;
  await db.schema
    .createTable("public_sites")
    .addColumn("name", text, (column) => column.primaryKey())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("url", text, (column) => column.notNull())
    .addColumn("added_at_ms", "bigint", (column) => column.notNull())
    .execute();
}
