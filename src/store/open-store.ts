import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Cursors } from "./cursors.ts";
import { databasePath, inMemory } from "./database-path.ts";
import { databaseFault, explainDatabase } from "./explain-database.ts";
import { Follows } from "./follows.ts";
import { GuildData } from "./guild-data.ts";
import { Ledger } from "./ledger.ts";
import { migrate } from "./migrate.ts";
import { Places } from "./places.ts";
import { Quotes } from "./quotes.ts";
import { Replies } from "./replies.ts";
import type { Schema } from "./schema.ts";
import { Settings } from "./settings.ts";
import { Tallies } from "./tallies.ts";
import { Threads } from "./threads.ts";
import { TroubleReports } from "./trouble-reports.ts";

/** What must not be lost, in SQL. */
export interface Store {
  readonly follows: Follows;
  readonly threads: Threads;
  readonly ledger: Ledger;
  readonly places: Places;
  readonly tallies: Tallies;
  readonly cursors: Cursors;
  readonly quotes: Quotes;
  readonly replies: Replies;
  readonly settings: Settings;
  readonly troubleReports: TroubleReports;
  readonly guildData: GuildData;
  close(): Promise<void>;
}

/**
 * Opens the database and migrates it.
 * @param url `sqlite:<path>` or `sqlite::memory:`
 * @throws {ConfigError} when the file cannot be opened, read or written
 */
export async function openStore(url: string): Promise<Store> {
  const path = databasePath(url);
  const database = explainDatabase(path, () => openDatabase(path));
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw databaseFault(path, error);
  }
  return {
    follows: new Follows(db),
    threads: new Threads(db),
    ledger: new Ledger(db),
    places: new Places(db),
    tallies: new Tallies(db),
    cursors: new Cursors(db),
    quotes: new Quotes(db),
    replies: new Replies(db),
    settings: new Settings(db),
    troubleReports: new TroubleReports(db),
    guildData: new GuildData(db),
    close: () => db.destroy(),
  };
}

function openDatabase(path: string): Database.Database {
  if (path !== inMemory) mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  // A ledger row must be on the disk before its message leaves: WAL alone would lose the last rows in a power cut.
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database.pragma("busy_timeout = 5000");
  return database;
}
