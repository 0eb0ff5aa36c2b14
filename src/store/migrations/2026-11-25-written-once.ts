import type { Kysely } from "kysely";

/** Replies know what asked for them; SQLite counts those that do not as different. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("replies").addColumn("request", "text").execute();
  await db.schema.createIndex("replies_by_request").unique().on("replies").column("request").execute();
}
