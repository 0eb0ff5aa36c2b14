import { type Clock, systemClock } from "../clock.ts";
import type { StoreFault } from "../language/faults.ts";
import { isPostgresUrl } from "../postgres/postgres-url.ts";
import { Cursors } from "./cursors.ts";
import { Departures } from "./departures.ts";
import { openPostgres } from "./engines/postgres-engine.ts";
import { openSqlite } from "./engines/sqlite-engine.ts";
import { Follows } from "./follows.ts";
import { GuildData } from "./guild-data.ts";
import { InvalidRequestLog } from "./invalid-request-log.ts";
import { type Ledger, openLedger } from "./ledger/ledger.ts";
import { MemberData } from "./member-data.ts";
import { NewerDatabase } from "./newer-database.ts";
import { OptOutCodes } from "./opt-out-codes.ts";
import { OptOuts } from "./opt-outs.ts";
import { KeptIds } from "./original-ids.ts";
import { Places } from "./places.ts";
import { KeptSites } from "./public-sites.ts";
import { Quotes } from "./quotes.ts";
import { Replies } from "./replies.ts";
import { KeptRequestCounts } from "./request-counts.ts";
import { Settings } from "./settings.ts";
import type { OnFault } from "./store-health.ts";
import { Tallies } from "./tallies.ts";
import { Copies } from "./threads/copies.ts";
import { Shares } from "./threads/shares.ts";
import { Starters } from "./threads/starters.ts";
import { SweepPlaces } from "./threads/sweep-places.ts";
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
  readonly sweepPlaces: SweepPlaces;
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
  readonly publicSites: KeptSites;
  readonly requestCounts: KeptRequestCounts;
  close(): Promise<void>;
}

/**
 * Opens the database and migrates it.
 * @param url `sqlite:<path>`, `sqlite::memory:` or `postgres://…`
 * @param onFault called when the database begins to refuse changes, and when it accepts them again
 * @param beforeUse called before each use of a Postgres; throws to refuse it
 * @throws {ConfigError} if the database cannot be opened, read or written, or is damaged
 */
export async function openStore(
  url: string,
  onFault: OnFault = () => {},
  clock: Pick<Clock, "now"> = systemClock,
  beforeUse: () => void = () => {},
): Promise<Store> {
  const engine = isPostgresUrl(url) ? openPostgres(url, onFault, beforeUse) : openSqlite(url, onFault);
  const { db, health } = engine;
  try {
    await engine.migrate();
  } catch (error) {
    await db.destroy();
    throw error instanceof NewerDatabase ? error.explain(engine.name) : engine.explain(error);
  }
  const optOuts = new OptOuts(db, { isShared: isPostgresUrl(url) });
  await optOuts.reload();
  return {
    follows: new Follows(db),
    threads: new Threads(db, () => clock.now()),
    shares: new Shares(db),
    copies: new Copies(db, () => clock.now()),
    starters: new Starters(db),
    sweeps: new Sweeps(db),
    sweepPlaces: new SweepPlaces(db),
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
    publicSites: new KeptSites(db, () => clock.now()),
    requestCounts: new KeptRequestCounts(db),
    close: () => db.destroy(),
  };
}
