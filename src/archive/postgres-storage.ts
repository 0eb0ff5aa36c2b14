import { Kysely, PostgresDialect, sql } from "kysely";
import { openPool } from "../postgres/open-pool.ts";
import { postgresFaultOf } from "../postgres/postgres-fault.ts";
import type { OpenedStorage, OpenStorage } from "./opened-storage.ts";
import { type ArchiveTables, PostgresAdapter } from "./postgres-adapter.ts";

const connections = 4;
/** A statement that nobody waits for any more must not hold locks for long. */
const statementMs = 5_000;

/** Opens a table in Postgres, beside the store's own or in another database. */
export function postgresOpener(url: string): OpenStorage {
  return async (_signal, onLost) => {
    const pool = openPool(url, { connections, statementMs, onLost });
    const db = new Kysely<ArchiveTables>({ dialect: new PostgresDialect({ pool }) });
    try {
      await prepareTable(db);
      return new PostgresStorage(db);
    } catch (error) {
      await db.destroy();
      throw error;
    }
  };
}

/** Creates the table if there is none. A read-only server that has one can still be read. */
async function prepareTable(db: Kysely<ArchiveTables>): Promise<void> {
  const { rows } = await sql<{ table: string | null }>`select to_regclass('archive') as table`.execute(db);
  if (rows[0]?.table !== null) return;
  await db.transaction().execute(async (transaction) => {
    // Two processes that create it at the same moment would conflict, despite `if not exists`.
    await sql`select pg_advisory_xact_lock(hashtextextended('commonplace archive', 0))`.execute(transaction);
    await sql`
      create table if not exists archive (
        namespace text collate "C",
        key text collate "C",
        value text not null,
        expires_at_ms bigint,
        primary key (namespace, key)
      )
    `.execute(transaction);
    await sql`
      create index if not exists archive_by_expiry on archive (expires_at_ms) where expires_at_ms is not null
    `.execute(transaction);
  });
}

class PostgresStorage implements OpenedStorage {
  readonly #db: Kysely<ArchiveTables>;

  constructor(db: Kysely<ArchiveTables>) {
    this.#db = db;
  }

  adapter(namespace: string): PostgresAdapter {
    return new PostgresAdapter(this.#db, namespace);
  }

  /** A full or read-only server still answers questions. */
  isUsableAfter(error: unknown): boolean {
    const fault = postgresFaultOf(error);
    return fault === "full" || fault === "read-only";
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }
}
