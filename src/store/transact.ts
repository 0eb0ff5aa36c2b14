import { type Kysely, PostgresAdapter, sql, type Transaction } from "kysely";
import { isUndone } from "../postgres/postgres-fault.ts";
import type { Schema } from "./schema.ts";

/** Maximum number of times that a transaction is tried. */
const mostTries = 5;

/**
 * Runs a transaction whose writes depend on what it reads. Transactions with the same subject run one at a time. `work` may run several
 * times, but takes effect only once. In SQLite, no two transactions ever run at the same time.
 * @param subject names what the transaction decides about, such as `guild 1`
 */
export async function transact<Result>(
  db: Kysely<Schema>,
  subject: string,
  work: (transaction: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(async (transaction) => {
        if (runsSideBySide(db))
          await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(transaction);
        return await work(transaction);
      });
    } catch (error) {
      if (!isUndone(error) || tries === mostTries) throw error;
    }
  }
}

/** Runs a transaction that decides about the threads or follows of a server; nothing is done if there is no such row. */
export async function transactInGuildOf<Result>(
  db: Kysely<Schema>,
  table: "follows" | "threads",
  id: number,
  work: (transaction: Transaction<Schema>) => Promise<Result>,
): Promise<Result | undefined> {
  const row = await db.selectFrom(table).select("guild_id").where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : await transact(db, guildSubject(row.guild_id), work);
}

export function guildSubject(guildId: string): string {
  return `guild ${guildId}`;
}

/** Returns whether the database runs transactions side by side, so that rows must be locked. */
export function runsSideBySide(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
