import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from "node:fs";
import { SqliteError } from "better-sqlite3";

/** Room for the rows of some messages. */
const neededBytes = 256 * 1024;
const fullCodes: readonly unknown[] = ["ENOSPC", "EDQUOT"];

/**
 * Makes sure that what is about to happen can be recorded: a database that is there can be opened and read on a full disk.
 * @throws {SqliteError} as the database would, when the disk is full
 */
export function requireRoom(databasePath: string): void {
  const path = `${databasePath}.room`;
  try {
    const file = openSync(path, "w");
    try {
      writeFileSync(file, Buffer.alloc(neededBytes));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // What else may be wrong the database finds out itself.
    if (error instanceof Error && "code" in error && fullCodes.includes(error.code))
      throw new SqliteError(error.message, "SQLITE_FULL");
  } finally {
    rmSync(path, { force: true });
  }
}
