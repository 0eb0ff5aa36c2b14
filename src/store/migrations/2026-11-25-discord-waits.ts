import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("ledger").addColumn("retry_at_ms", "bigint").execute();
  await db.schema.alterTable("ledger").addColumn("waiting_since_ms", "bigint").execute();
  await db.schema
    .createIndex("ledger_waiting")
    .on("ledger")
    .column("thread_id")
    .where(sql.ref("retry_at_ms"), "is not", null)
    .execute();
  await db.schema
    .createTable("invalid_requests")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("departures")
    .addColumn("guild_id", "text", (column) => column.primaryKey())
    .addColumn("since_ms", "bigint", (column) => column.notNull())
    .execute();
}
