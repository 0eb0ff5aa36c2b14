import { type Kysely, sql } from "kysely";
import { ConfigError } from "../../config.ts";
import { isPostgresUrl } from "../../postgres/postgres-url.ts";
import { databaseName } from "../has-store.ts";
import type { Lease } from "../lease.ts";
import { openPostgresLease } from "../postgres-lease.ts";
import type { Schema } from "../schema.ts";
import { openSqliteLease } from "../sqlite-lease.ts";

/**
 * Takes the lease of a database.
 * @throws {ConfigError} if a bot has it
 */
export async function takeLease(url: string): Promise<Lease> {
  const lease = isPostgresUrl(url) ? openPostgresLease(url) : openSqliteLease(url);
  try {
    if (!(await lease.tryAcquire())) throw inUse(databaseName(url));
    return lease;
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/**
 * Keeps every bot from taking or renewing a lease in Postgres until the transaction ends. Unlike a lease, this cannot expire.
 * @throws {ConfigError} if a bot has one
 */
export async function lockLeases(db: Kysely<Schema>, name: string): Promise<void> {
  await sql`lock table leases in exclusive mode`.execute(db);
  const held = await sql`select 1 from leases where expires_at > clock_timestamp() limit 1`.execute(db);
  if (held.rows.length > 0) throw inUse(name);
}

function inUse(name: string): ConfigError {
  return new ConfigError([
    `DATABASE_URL: a bot is using ${name}; stop it and move again (after a crash, wait ten seconds)`,
  ]);
}
