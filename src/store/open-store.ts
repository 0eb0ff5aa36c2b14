import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { type Clock, systemClock } from "../clock.ts";
import type { StoreFault } from "../language/faults.ts";
import { databasePath, inMemory } from "../sqlite/database-path.ts";
import { databaseFault, explainDatabase } from "../sqlite/explain-database.ts";
import { withKeptStatements } from "../sqlite/kept-statements.ts";
import { Cursors } from "./cursors.ts";
import { Departures } from "./departures.ts";
import { Follows } from "./follows.ts";
import { GuildData } from "./guild-data.ts";
import { InvalidRequestLog } from "./invalid-request-log.ts";
import { type Ledger, openLedger } from "./ledger/ledger.ts";
import { MemberData } from "./member-data.ts";
import { migrate } from "./migrate.ts";
import { OptOutCodes } from "./opt-out-codes.ts";
import { OptOuts } from "./opt-outs.ts";
import { KeptIds } from "./original-ids.ts";
import { Places } from "./places.ts";
import { Quotes } from "./quotes.ts";
import { Replies } from "./replies.ts";
import { requireRoom } from "./require-room.ts";
import type { Schema } from "./schema.ts";
import { Settings } from "./settings.ts";
import { StoreHealth } from "./store-health.ts";
import { Tallies } from "./tallies.ts";
import { Copies } from "./threads/copies.ts";
import { Shares } from "./threads/shares.ts";
import { Starters } from "./threads/starters.ts";
import { Sweeps } from "./threads/sweeps.ts";
import { Threads } from "./threads/threads.ts";
import { TroubleReports } from "./trouble-reports.ts";

/** Everything that must not be lost, in SQL. */
export interface Store {
  readonly follows: Follows;
  readonly threads: Threads;
  readonly shares: Shares;
  readonly copies: Copies;
  readonly starters: Starters;
  readonly sweeps: Sweeps;
  readonly ledger: Ledger;
  readonly places: Places;
  readonly tallies: Tallies;
  readonly cursors: Cursors;
  readonly quotes: Quotes;
  readonly replies: Replies;
  readonly settings: Settings;
  readonly troubleReports: TroubleReports;
  readonly guildData: GuildData;
  /** Returns why the database refused the latest change; `undefined` if it accepts changes. */
  fault(): StoreFault | undefined;
  /** Returns the database's fault that made a change fail; `undefined` if it was a mistake of ours. */
  faultOf(error: unknown): StoreFault | undefined;
  readonly memberData: MemberData;
  readonly optOuts: OptOuts;
  readonly optOutCodes: OptOutCodes;
  readonly invalidRequests: InvalidRequestLog;
  readonly departures: Departures;
  readonly originalIds: KeptIds;
  close(): Promise<void>;
}

/**
 * Opens the database and migrates it.
 * @param url `sqlite:<path>` or `sqlite::memory:`
 * @param onFault called when the database begins to refuse changes, and when it accepts them again
 * @throws {ConfigError} if the file cannot be opened, read or written, or is damaged
 */
export async function openStore(
  url: string,
  onFault: (fault: StoreFault | undefined, error: unknown) => void = () => {},
  clock: Pick<Clock, "now"> = systemClock,
): Promise<Store> {
  const path = databasePath(url);
  const database = explainDatabase(path, () => openDatabase(path));
  const health = new StoreHealth(onFault);
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withKeptStatements(database) }),
    log: (event) => health.note(event),
  });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw databaseFault(path, error);
  }
  const optOuts = new OptOuts(db);
  await optOuts.reload();
  return {
    follows: new Follows(db),
    threads: new Threads(db),
    shares: new Shares(db),
    copies: new Copies(db, () => clock.now()),
    starters: new Starters(db),
    sweeps: new Sweeps(db),
    ledger: openLedger(db, () => clock.now()),
    places: new Places(db),
    tallies: new Tallies(db),
    cursors: new Cursors(db),
    quotes: new Quotes(db),
    replies: new Replies(db),
    settings: new Settings(db),
    troubleReports: new TroubleReports(db),
    guildData: new GuildData(db),
    fault: () => health.fault,
    faultOf: (error) => health.faultOf(error),
    memberData: new MemberData(db),
    optOuts,
    optOutCodes: new OptOutCodes(db),
    invalidRequests: new InvalidRequestLog(db),
    departures: new Departures(db),
    originalIds: new KeptIds(db, () => clock.now()),
    close: () => db.destroy(),
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
  throw new Database.SqliteError(String(verdict).replaceAll("\n", " "), "SQLITE_CORRUPT");
}
