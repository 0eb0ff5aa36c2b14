import type { Kysely } from "kysely";

/** Notes how many comments a post had when a follow was added, for sites whose comments have no dates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("follows").addColumn("comments_before", "integer").execute();
}
