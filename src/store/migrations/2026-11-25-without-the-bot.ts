import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("departures")
    .addColumn("absent_ms", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
