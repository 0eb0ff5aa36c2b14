import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from "node:fs";
import { SqliteError } from "better-sqlite3";

/** Room for the rows of a few messages. */
const neededBytes = 256 * 1024;
const fullCodes: readonly unknown[] = ["ENOSPC", "EDQUOT"];

/**
 * Requires enough room to record changes: even on a full disk, an existing database can be opened and read.
 * @throws {SqliteError} as the database itself would, if the disk is full
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
    // The database itself finds all other faults.
    if (error instanceof Error && "code" in error && fullCodes.includes(error.code))
      throw new SqliteError(error.message, "SQLITE_FULL");
  } finally {
    rmSync(path, { force: true });
  }
}
