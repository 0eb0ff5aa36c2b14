import type { Kysely } from "kysely";

/** Distinguishes rate limits that the bot heeded from requests that Discord refused. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("invalid_requests")
    .addColumn("is_heeded", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
