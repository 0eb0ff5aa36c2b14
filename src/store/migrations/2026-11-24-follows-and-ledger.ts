import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("follows")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("guild_id", "text", (column) => column.notNull())
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("target_kind", "text", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("target_key", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("backfill", "integer")
    .addColumn("min_score", "integer")
    .addColumn("authors", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("trouble", "text")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("backfilled_at_ms", "bigint")
    .addColumn("swept_at_ms", "bigint")
    .addUniqueConstraint("one_follow_a_target", ["guild_id", "target_key"])
    .execute();
  await db.schema.createIndex("follows_by_site").on("follows").columns(["site", "target"]).execute();
  await db.schema
    .createTable("threads")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("follow_id", "integer", (column) =>
      column.notNull().references("follows.id").onDelete("cascade"),
    )
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("post", "text")
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("discord_thread_id", "text")
    .addColumn("starter_hash", "text")
    .addColumn("floor_ms", "bigint")
    .addColumn("attempted_at_ms", "bigint")
    .addColumn("last_activity_at_ms", "bigint", (column) => column.notNull())
    .addColumn("swept_at_ms", "bigint")
    .addUniqueConstraint("one_thread_a_subject", ["follow_id", "subject"])
    .execute();
  await db.schema.createIndex("threads_by_post").on("threads").column("post").execute();
  await db.schema.createIndex("threads_by_discord_id").on("threads").column("discord_thread_id").execute();
  await db.schema
    .createTable("ledger")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("thread_id", "integer", (column) =>
      column.notNull().references("threads.id").onDelete("cascade"),
    )
    .addColumn("comment", "text", (column) => column.notNull())
    .addColumn("part", "integer", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("source_hash", "text", (column) => column.notNull())
    .addColumn("content_hash", "text")
    .addColumn("message_id", "text")
    .addColumn("webhook_id", "text")
    .addColumn("attempted_at_ms", "bigint")
    .addUniqueConstraint("one_row_a_part", ["thread_id", "comment", "part"])
    .execute();
  await db.schema
    .createIndex("ledger_work")
    .on("ledger")
    .columns(["thread_id", "state", "position", "part"])
    .execute();
  await db.schema.createIndex("ledger_by_comment").on("ledger").column("comment").execute();
  await db.schema.createIndex("ledger_by_message").on("ledger").column("message_id").execute();
  await db.schema
    .createTable("cursors")
    .addColumn("site", "text", (column) => column.primaryKey())
    .addColumn("cursor", "text", (column) => column.notNull())
    .addColumn("polled_at_ms", "bigint", (column) => column.notNull())
    .execute();
}
