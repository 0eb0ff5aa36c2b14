import { existsSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** SQLite's primary codes for a file that is damaged or none of its own. https://sqlite.org/rescode.html */
const unreadable = [11, 26];

/**
 * Removes a cache file that SQLite cannot read, so that a new one takes its place: all it held can be fetched again.
 * @param url `sqlite:<path>`; anything else is left alone
 * @param onError hears of it
 */
export function discardUnreadable(url: string, onError: (error: unknown) => void): void {
  const path = url.startsWith("sqlite:") ? url.slice("sqlite:".length) : ":memory:";
  if (path === ":memory:" || !existsSync(path)) return;
  try {
    const database = new DatabaseSync(path);
    try {
      database.prepare("SELECT count(*) FROM sqlite_master").get();
    } finally {
      database.close();
    }
  } catch (cause) {
    if (!isUnreadable(cause)) return;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    onError(new Error(`the cache ${path} was unreadable and is made anew`, { cause }));
  }
}

function isUnreadable(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
  return unreadable.includes(code & 0xff);
}
