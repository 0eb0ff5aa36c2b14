import { type Kysely, sql } from "kysely";

/**
 * Finds the comment whose messages are not all sent without reading every row that waits. Has the columns of `ledger_work`: with fewer,
 * SQLite would go on using that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index ledger_later_parts on ledger (thread_id, state, position, part) where state = 'planned' and part > 0
  `.execute(db);
}
