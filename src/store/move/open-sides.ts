import { type Kysely, sql } from "kysely";
import { ConfigError } from "../../config.ts";
import { isPostgresUrl } from "../../postgres/postgres-url.ts";
import { databaseName, hasStore } from "../has-store.ts";
import { migrationsOf } from "../migrate.ts";
import { postgresMigrations, sqliteMigrations } from "../migrations.ts";
import { NewerDatabase } from "../newer-database.ts";
import type { Schema } from "../schema.ts";
import { namedOption } from "./named-option.ts";
import { Side } from "./side.ts";
import { tables } from "./tables.ts";

/**
 * Opens the database to move.
 * @throws {ConfigError} if it does not exist, a bot uses it, or another version of the bot was the last to use it
 */
export async function openSource(url: string): Promise<Side> {
  if (!(await namedOption("--from", () => hasStore(url))))
    throw new ConfigError([`--from: the bot has no database at ${databaseName(url)}; check the address`]);
  const side = await Side.open("--from", url);
  return await side.checked(async () => {
    const seen = await migrationsOf(side.engine.db);
    const known = Object.keys(isPostgresUrl(url) ? postgresMigrations : sqliteMigrations);
    const unknown = seen.filter((migration) => !known.includes(migration));
    if (unknown.length > 0) throw new NewerDatabase(unknown);
    if (seen.length < known.length)
      throw new ConfigError([
        `--from: this version of the bot has not used ${side.name} yet; start the bot on it once, stop it, and move again`,
      ]);
  });
}

/**
 * Opens the database to move to, and gives it the bot's tables.
 * @throws {ConfigError} if it holds data, a bot uses it, or it cannot be used
 */
export async function openTarget(url: string): Promise<Side> {
  const side = await Side.open("--to", url);
  return await side.checked(async () => {
    // A database that is refused is not even migrated.
    await requireEmpty(side.engine.db, side.name);
    await side.engine.migrate();
  });
}

/** @throws {ConfigError} if a table of the bot has rows */
export async function requireEmpty(db: Kysely<Schema>, name: string): Promise<void> {
  const known = (await db.introspection.getTables()).map((table) => table.name);
  for (const table of tables) {
    if (!known.includes(table)) continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0)
      throw new ConfigError([`--to: ${name} already holds a bot's data; name an empty database`]);
  }
}
