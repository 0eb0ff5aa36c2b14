import type { Kysely } from "kysely";

/** Notes which threads take no more comments on their site. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("threads")
    .addColumn("is_closed", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
