import Database from "better-sqlite3";

/** Kilobytes of pages that each connection keeps. */
const cacheKb = 16_000;

/** A connection to the index that prepares each statement once. */
export class Connection {
  readonly db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();

  constructor(path: string) {
    this.db = new Database(path);
    this.db.pragma("journal_mode = WAL");
    // The index can be rebuilt, so it never makes the ledger wait for the disk.
    this.db.pragma("synchronous = NORMAL");
    // A log that grew while the index was built gives its space back.
    this.db.pragma("journal_size_limit = 16000000");
    this.db.pragma("busy_timeout = 5000");
    this.db.pragma(`cache_size = -${cacheKb}`);
  }

  /** `R` is the known type of a row. Where FTS5 compares numbers with a rowid, bind them through `cast(? as integer)`. */
  prepare<P extends unknown[], R = unknown>(sql: string): Database.Statement<P, R> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement as Database.Statement<P, R>;
  }

  /** Forgets statements about a table that is gone. */
  forget(): void {
    this.#statements.clear();
  }

  close(): void {
    this.#statements.clear();
    this.db.close();
  }
}
