import { type Kysely, sql } from "kysely";
import { ConfigError } from "../../config.ts";
import { openSqliteLock, type SqliteLock } from "../leases/sqlite-lock.ts";
import type { Schema } from "../schema.ts";

/**
 * Takes the lock of a file, which keeps every bot away from it.
 * @throws {ConfigError} if a bot has it
 */
export function lockFile(url: string): SqliteLock {
  const lock = openSqliteLock(url);
  if (lock.tryAcquire()) return lock;
  throw inUse(lock.database);
}

/**
 * Keeps every bot from taking or renewing a lease in Postgres until the transaction ends. Unlike a lease, this cannot expire.
 * @throws {ConfigError} if a bot has one
 */
export async function lockLeases(db: Kysely<Schema>, name: string): Promise<void> {
  await sql`lock table leases in exclusive mode`.execute(db);
  await requireNoLeases(db, name);
}

/** @throws {ConfigError} if a bot uses the database */
export async function requireNoLeases(db: Kysely<Schema>, name: string): Promise<void> {
  // A shard's turn to identify outlasts its process by seconds, but no work depends on it.
  const held = await sql`
    select 1 from leases where expires_at > clock_timestamp() and unit not like 'identify %' limit 1
  `.execute(db);
  if (held.rows.length > 0) throw inUse(name);
}

function inUse(name: string): ConfigError {
  return new ConfigError([
    `DATABASE_URL: a bot is using ${name}; stop it and move again (after a crash, wait ten seconds)`,
  ]);
}
