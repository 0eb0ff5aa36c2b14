import { rmSync } from "node:fs";

/** Removes a database, with SQLite's files beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
}
