import { Kysely, PostgresAdapter, PostgresDialect, sql } from "kysely";
import { explainPostgres } from "../../postgres/explain-postgres.ts";
import { openPool } from "../../postgres/open-pool.ts";
import { isRefusal, postgresFaultOf } from "../../postgres/postgres-fault.ts";
import { postgresName } from "../../postgres/postgres-url.ts";
import { migrate } from "../migrate.ts";
import { postgresMigrations } from "../migrations.ts";
import type { Schema } from "../schema.ts";
import { isChange, type OnFault, StoreHealth } from "../store-health.ts";
import type { Engine } from "./engine.ts";

const connections = 10;
const statementMs = 30_000;
/** Key of the lock under which a process migrates. */
const migrationLock = "commonplace migrations";

/**
 * @param url `postgres://…`
 * @param beforeUse called before each use; throws to refuse it
 */
export function openPostgres(url: string, onFault: OnFault, beforeUse: () => void): Engine {
  const health = new StoreHealth(onFault, {
    faultOf: postgresFaultOf,
    isOfDatabase: isRefusal,
    isOver: (fault, statement) => fault === "unreachable" || fault === "locked" || isChange(statement),
  });
  const pool = openPool(url, {
    connections,
    statementMs,
    beforeUse,
    onLost: (error) => health.failed(error),
  });
  return {
    name: postgresName(url),
    db: new Kysely<Schema>({
      dialect: new PostgresDialect({ pool }),
      log: (event) => health.note(event),
    }),
    health,
    migrate: () => migratePostgres(url),
    explain: (error) => explainPostgres(url, error),
  };
}

/** Migrates as one transaction, with a connection of its own, because a migration may take longer than other statements. */
async function migratePostgres(url: string): Promise<void> {
  const pool = openPool(url, { connections: 1, statementMs: undefined });
  const db = new Kysely<Schema>({ dialect: new UnlockedDialect({ pool }) });
  try {
    await db.transaction().execute(async (transaction) => {
      // If several processes start at once, one migrates and the others wait. The lock ends with the transaction; a session's lock
      // would outlive it behind a connection pooler.
      await sql`select pg_advisory_xact_lock(hashtextextended(${migrationLock}, 0))`.execute(transaction);
      // A pooler may provide a session with a short limit for statements.
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
      await migrate(transaction, postgresMigrations);
    });
  } finally {
    await db.destroy();
  }
}

/** Leaves out Kysely's own lock for migrations, which belongs to the session. */
class UnlockedDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new UnlockedAdapter();
  }
}

class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
