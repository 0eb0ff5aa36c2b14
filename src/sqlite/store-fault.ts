import { SqliteError } from "better-sqlite3";
import type { StoreFault } from "../language/faults.ts";

/** By SQLite's primary result codes. https://sqlite.org/rescode.html */
const faults: Readonly<Record<string, StoreFault>> = {
  SQLITE_FULL: "full",
  SQLITE_READONLY: "read-only",
  SQLITE_NOTADB: "damaged",
  SQLITE_CORRUPT: "damaged",
  SQLITE_CANTOPEN: "unreachable",
  SQLITE_IOERR: "unreachable",
  SQLITE_BUSY: "locked",
};

/** Returns the fault behind an error; `undefined` if it does not come from the database, or is a mistake of ours. */
export function storeFaultOf(error: unknown): StoreFault | undefined {
  if (!(error instanceof SqliteError)) return undefined;
  // `SQLITE_IOERR_WRITE` is a kind of `SQLITE_IOERR`.
  return faults[error.code.split("_").slice(0, 2).join("_")];
}
