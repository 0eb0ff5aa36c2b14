import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("quotes")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("request", "text", (column) => column.notNull().unique())
    .addColumn("comment", "text", (column) => column.notNull())
    .addColumn("text_version", "text", (column) => column.notNull())
    .addColumn("revision", "text", (column) => column.notNull())
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("message_id", "text")
    .addColumn("flag", "text")
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("quotes_by_comment").on("quotes").column("comment").execute();
  await db.schema
    .createTable("replies")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("guild_id", "text", (column) => column.notNull())
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("discord_thread_id", "text", (column) => column.notNull())
    .addColumn("message_id", "text")
    .addColumn("webhook_id", "text")
    .addColumn("content_hash", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("comment", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("edited_at_ms", "bigint")
    .execute();
  await db.schema.createIndex("replies_by_message").on("replies").column("message_id").execute();
  await db.schema.createIndex("replies_by_thread").on("replies").column("discord_thread_id").execute();
}
