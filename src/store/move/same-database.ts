import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { explainPostgres } from "../../postgres/explain-postgres.ts";
import { openPool } from "../../postgres/open-pool.ts";
import { isPostgresUrl } from "../../postgres/postgres-url.ts";
import { databasePath } from "../../sqlite/database-path.ts";
import { namedOption } from "./named-option.ts";

/**
 * Returns whether two addresses lead to one database.
 * @throws {ConfigError} if a server cannot be asked
 */
export async function areSameDatabase(from: string, to: string): Promise<boolean> {
  if (isPostgresUrl(from) !== isPostgresUrl(to)) return false;
  const identity = isPostgresUrl(from) ? serverIdentity : fileIdentity;
  const ofSource = await namedOption("--from", () => identity(from));
  return ofSource === (await namedOption("--to", () => identity(to)));
}

async function fileIdentity(url: string): Promise<string> {
  const path = databasePath(url);
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** Identifies a server by the moment when it started, because it may have several names and addresses. */
async function serverIdentity(url: string): Promise<string> {
  const pool = openPool(url, { connections: 1, statementMs: undefined });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { rows } = await sql<{ identity: string }>`
      select current_database() || ' ' || pg_postmaster_start_time() as identity
    `.execute(db);
    return rows[0]?.identity ?? url;
  } catch (error) {
    throw explainPostgres(url, error);
  } finally {
    await db.destroy();
  }
}
