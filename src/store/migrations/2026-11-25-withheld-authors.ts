import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("opt_outs")
    .addColumn("author", "text", (column) => column.primaryKey())
    .addColumn("direction", "text", (column) => column.notNull())
    .addColumn("proof", "text", (column) => column.notNull())
    .addColumn("since_ms", "bigint", (column) => column.notNull())
    .addColumn("stage", "text", (column) => column.notNull())
    .addColumn("finished_at_ms", "bigint")
    .execute();
  await db.schema
    .createTable("opt_out_records")
    .addColumn("author", "text", (column) =>
      column.notNull().references("opt_outs.author").onDelete("cascade"),
    )
    .addColumn("record", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("one_row_a_record", ["author", "record"])
    .execute();
  await db.schema
    .createTable("opt_out_codes")
    .addColumn("author", "text", (column) => column.notNull())
    .addColumn("direction", "text", (column) => column.notNull())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("checked_at_ms", "bigint")
    .addPrimaryKeyConstraint("one_code_an_author", ["author", "direction"])
    .execute();
}
