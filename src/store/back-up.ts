import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database, { SqliteError } from "better-sqlite3";
import { ConfigError } from "../config.ts";
import { isPostgresUrl, postgresName } from "../postgres/postgres-url.ts";
import { databasePath, inMemory } from "../sqlite/database-path.ts";
import { explainDatabase } from "../sqlite/explain-database.ts";

export interface Backup {
  readonly path: string;
  readonly bytes: number;
  readonly follows: number;
  /** Number of rows in the ledger. */
  readonly messages: number;
}

/**
 * Copies the database as it is at one moment, even while the bot writes to it, and checks the copy.
 * @param url `sqlite:<path>`; Postgres has its own tools
 * @param target a file that does not exist yet, or a folder that exists or ends in a slash; `undefined` means a folder `backups`
 * beside the database
 * @throws {ConfigError} if no whole copy could be made; nothing is left behind
 */
export function backUp(url: string, target: string | undefined, atMs: number): Backup {
  if (isPostgresUrl(url))
    throw new ConfigError([
      `DATABASE_URL: ${postgresName(url)} is a Postgres database; back it up with pg_dump (docs/run-it.md)`,
    ]);
  const source = databasePath(url);
  if (source === inMemory || !existsSync(source)) {
    throw new ConfigError([`DATABASE_URL: there is no database at ${source}; nothing was backed up`]);
  }
  const path = pathOf(source, target, atMs);
  if (existsSync(path)) throw new ConfigError([`${path} already exists; name a new file`]);
  explainTarget(path, () => mkdirSync(dirname(path), { recursive: true }));
  const unfinished = `${path}.unfinished`;
  // Left by an interrupted backup.
  rmSync(unfinished, { force: true });
  try {
    explainTarget(path, () => closeSync(openSync(unfinished, "w")));
    explainDatabase(source, () => copy(source, unfinished));
    const counts = explainDatabase(unfinished, () => check(unfinished));
    explainTarget(path, () => {
      sync(unfinished);
      renameSync(unfinished, path);
      sync(dirname(path));
    });
    return { path, bytes: statSync(path).size, ...counts };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function explainTarget(path: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`${path} cannot be written (${reason}); name a file in a writable folder`]);
  }
}

function pathOf(source: string, target: string | undefined, atMs: number): string {
  const moment = new Date(atMs).toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `${basename(source).replace(/\.db$/, "")}-${moment}.db`;
  if (target === undefined) return join(dirname(source), "backups", name);
  const isFolder = /[/\\]$/.test(target) || (existsSync(target) && statSync(target).isDirectory());
  return isFolder ? join(target, name) : target;
}

/** Copies in one reading transaction. Writers continue meanwhile; SQLite's backup API would start over with every write. */
function copy(source: string, target: string): void {
  const database = new Database(source, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    database.prepare("VACUUM INTO ?").run(target);
  } finally {
    database.close();
  }
}

function check(path: string): { readonly follows: number; readonly messages: number } {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const verdict = database.pragma("integrity_check(1)", { simple: true });
    if (verdict !== "ok") throw new SqliteError(String(verdict), "SQLITE_CORRUPT");
    const count = (table: string) =>
      database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    return { follows: count("follows"), messages: count("ledger") };
  } finally {
    database.close();
  }
}

/** Makes sure that the copy is on the disk: SQLite leaves that to the system. */
function sync(path: string): void {
  const descriptor = openSync(path, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
