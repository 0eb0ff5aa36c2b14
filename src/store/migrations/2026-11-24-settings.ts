import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("settings")
    .addColumn("guild_id", "text", (column) => column.primaryKey())
    .addColumn("choices", "text", (column) => column.notNull())
    .addColumn("changed_by", "text", (column) => column.notNull())
    .addColumn("changed_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("trouble_reports")
    .addColumn("follow_id", "integer", (column) =>
      column.notNull().references("follows.id").onDelete("cascade"),
    )
    .addColumn("fault", "text", (column) => column.notNull())
    .addColumn("last_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_report_a_fault", ["follow_id", "fault"])
    .execute();
}
