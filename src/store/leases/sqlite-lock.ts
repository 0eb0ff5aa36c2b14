import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { databasePath, inMemory } from "../../sqlite/database-path.ts";
import { explainDatabase } from "../../sqlite/explain-database.ts";
import { storeFaultOf } from "../../sqlite/store-fault.ts";

/** The right to work on a database file, which one process has at a time. */
export interface SqliteLock {
  /** Names the database in the log. */
  readonly database: string;
  /** Returns whether this process has the lock now; asking again does no harm. */
  tryAcquire(): boolean;
  release(): void;
}

/**
 * An exclusive lock on an empty file beside the database. The kernel keeps it for a process that is stopped and frees it when a
 * process is killed, so there is no clock in it and nothing expires. The database itself stays open to backups and to an operator's
 * scripts.
 */
export function openSqliteLock(url: string): SqliteLock {
  const path = databasePath(url);
  if (path === inMemory) return { database: path, tryAcquire: () => true, release: () => {} };
  const file = explainDatabase(path, () => leasePath(path));
  let holder: Database.Database | undefined;
  return {
    database: path,
    tryAcquire: () => {
      holder ??= explainDatabase(file, () => openHolder(file));
      return holder !== undefined;
    },
    release: () => {
      holder?.close();
      holder = undefined;
    },
  };
}

/** Returns the same path for two ways to one file, through a link or a relative path, so they lead to one lease. */
function leasePath(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const real = realPath(path) ?? join(realpathSync(dirname(path)), basename(path));
  return real.replace(/(\.db)?$/, ".lease.db");
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Takes the lock; returns `undefined` while another process has it. */
function openHolder(file: string): Database.Database | undefined {
  const database = new Database(file, { timeout: 0 });
  try {
    // Nothing is ever written, so no file is needed to roll back from.
    database.pragma("journal_mode = MEMORY");
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (storeFaultOf(error) === "locked") return undefined;
    throw error;
  }
}
