import { SqliteError } from "better-sqlite3";
import { ConfigError } from "../errors.ts";

/** What an operator can do about a database that fails, by SQLite's code. https://sqlite.org/rescode.html */
const remedies: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: "it is not a database, or its beginning is damaged; restore a backup (docs/operations.md)",
  SQLITE_CORRUPT: "it is damaged; restore a backup (docs/operations.md)",
  SQLITE_FULL: "the disk is full; make room and start again",
  SQLITE_READONLY: "it may only be read; let the bot's user write to it and to its folder",
  SQLITE_CANTOPEN: "choose a path that the bot's user may write to",
  SQLITE_BUSY: "another program has locked it; end that program and start again",
  SQLITE_IOERR: "the disk fails or is full; look at it, then start again",
};

/** Does what needs a database file. @throws {ConfigError} that names the file, what is wrong with it and what to do */
export function explainDatabase<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw databaseFault(path, error);
  }
}

/** The same error as an operator reads it. */
export function databaseFault(path: string, error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = remedies[primaryCode(error) ?? ""] ?? "choose a path that the bot's user may write to";
  return new ConfigError([`DATABASE_URL: ${path} cannot be opened (${reason}); ${remedy}`]);
}

export function isBusy(error: unknown): boolean {
  return primaryCode(error) === "SQLITE_BUSY";
}

/** `SQLITE_IOERR_WRITE` is a kind of `SQLITE_IOERR`. */
function primaryCode(error: unknown): string | undefined {
  if (!(error instanceof SqliteError)) return undefined;
  return error.code.split("_").slice(0, 2).join("_");
}
