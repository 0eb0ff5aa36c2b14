import { type Kysely, PostgresAdapter, sql } from "kysely";

/** Counts requests to sites that allow only so many a day, for all processes and across restarts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  // Compared by its bytes, as in SQLite.
  const text = isPostgres ? sql`text collate "C"` : sql`text`;
  await db.schema
    .createTable("site_requests")
    .addColumn("site", text, (column) => column.notNull())
    .addColumn("hour", "bigint", (column) => column.notNull())
    .addColumn("count", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("site_requests_by_hour", ["site", "hour"])
    .execute();
}
