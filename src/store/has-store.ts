import { existsSync } from "node:fs";
import { Kysely, PostgresDialect } from "kysely";
import { DEFAULT_MIGRATION_TABLE } from "kysely/migration";
import { explainPostgres } from "../postgres/explain-postgres.ts";
import { openPool } from "../postgres/open-pool.ts";
import { isPostgresUrl, postgresName } from "../postgres/postgres-url.ts";
import { databasePath } from "../sqlite/database-path.ts";

/**
 * Returns whether a bot has ever used the database.
 * @throws {ConfigError} if the server cannot be asked
 */
export async function hasStore(url: string): Promise<boolean> {
  if (!isPostgresUrl(url)) return existsSync(databasePath(url));
  const pool = openPool(url, { connections: 1, statementMs: undefined });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    return tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE);
  } catch (error) {
    throw explainPostgres(url, error);
  } finally {
    await db.destroy();
  }
}

/** Names a database for people: without password and options. */
export function databaseName(url: string): string {
  return isPostgresUrl(url) ? postgresName(url) : databasePath(url);
}
