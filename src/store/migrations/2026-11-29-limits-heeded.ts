import type { Kysely } from "kysely";

/** Rate limits that the bot heeded are told from requests that Discord refused. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("invalid_requests")
    .addColumn("is_heeded", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
