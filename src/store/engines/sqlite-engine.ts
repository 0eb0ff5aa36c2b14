import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database, { SqliteError } from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import { databasePath, inMemory } from "../../sqlite/database-path.ts";
import { databaseFault, explainDatabase } from "../../sqlite/explain-database.ts";
import { withKeptStatements } from "../../sqlite/kept-statements.ts";
import { storeFaultOf } from "../../sqlite/store-fault.ts";
import { migrate } from "../migrate.ts";
import { sqliteMigrations } from "../migrations.ts";
import { requireRoom } from "../require-room.ts";
import type { Schema } from "../schema.ts";
import { isChange, type OnFault, StoreHealth } from "../store-health.ts";
import type { Engine } from "./engine.ts";

/**
 * @param url `sqlite:<path>` or `sqlite::memory:`
 * @throws {ConfigError} if the file cannot be opened, read or written, or is damaged
 */
export function openSqlite(url: string, onFault: OnFault): Engine {
  const path = databasePath(url);
  const database = explainDatabase(path, () => openDatabase(path));
  const health = new StoreHealth(onFault, {
    faultOf: storeFaultOf,
    isOfDatabase: (error) => error instanceof SqliteError,
    // A full disk can still be read, so only a change shows that there is room again.
    isOver: (_fault, statement) => isChange(statement),
  });
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withKeptStatements(database) }),
    log: (event) => health.note(event),
  });
  return {
    name: path,
    db,
    health,
    migrate: async () => {
      // A migration that recreates a table must not empty the tables that refer to it. SQLite ignores this setting inside a transaction.
      await sql`pragma foreign_keys = off`.execute(db);
      await migrate(db, sqliteMigrations);
      await sql`pragma foreign_keys = on`.execute(db);
      // A migration writes the database several times over. Without this, the log beside it would keep that size.
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    explain: (error) => databaseFault(path, error),
  };
}

function openDatabase(path: string): Database.Database {
  if (path !== inMemory) {
    mkdirSync(dirname(path), { recursive: true });
    requireRoom(path);
  }
  const database = new Database(path);
  // A ledger row must be on the disk before its message leaves. WAL alone would lose the last rows in a power cut.
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database.pragma("busy_timeout = 5000");
  // Takes 0.07 s for 100,000 messages, and finds damage before it spreads to the next backup.
  const verdict = database.pragma("quick_check(1)", { simple: true });
  if (verdict === "ok") return database;
  database.close();
  throw new SqliteError(String(verdict).replaceAll("\n", " "), "SQLITE_CORRUPT");
}
