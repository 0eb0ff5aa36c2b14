import type { Kysely } from "kysely";

/**
 * Adds columns for the contents of a forum post's first message, for the scores that messages show, and for the turns in which
 * vanished comments are asked for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const threads = [
    ["starter_source", "text"],
    ["starter_score", "integer"],
    ["starter_comments", "integer"],
    ["starter_shown_at_ms", "bigint"],
    ["renamed_at_ms", "bigint"],
    ["asked_after", "text"],
  ] as const;
  for (const [name, type] of threads) await db.schema.alterTable("threads").addColumn(name, type).execute();
  await db.schema
    .alterTable("threads")
    .addColumn("starter_tags", "text", (column) => column.notNull().defaultTo("[]"))
    .execute();
  await db.schema
    .alterTable("threads")
    .addColumn("starter_state", "text", (column) => column.notNull().defaultTo("current"))
    .execute();
  await db.schema.alterTable("ledger").addColumn("shown_score", "integer").execute();
  await db.schema.alterTable("ledger").addColumn("shown_agreement", "integer").execute();
  await db.schema.alterTable("ledger").addColumn("shown_at_ms", "bigint").execute();
}
