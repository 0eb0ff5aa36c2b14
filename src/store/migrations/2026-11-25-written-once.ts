import type { Kysely } from "kysely";

/** Stores which request a reply belongs to. SQLite treats replies without a request as different. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("replies").addColumn("request", "text").execute();
  await db.schema.createIndex("replies_by_request").unique().on("replies").column("request").execute();
}
