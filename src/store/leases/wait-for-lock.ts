import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { openSqliteLock, type SqliteLock } from "./sqlite-lock.ts";

export interface Waiting {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How soon a waiting process notices that the first one has ended. */
const retryMs = 250;

/**
 * Waits until no other process uses the database.
 * @param url `sqlite:<path>`; a database in memory belongs to its process anyway
 * @throws {ConfigError} if the file for the lock cannot be used
 * @throws the signal's reason if aborted earlier
 */
export async function waitForLock(url: string, { clock, log, signal }: Waiting): Promise<SqliteLock> {
  const lock = openSqliteLock(url);
  try {
    let hasWaited = false;
    while (!lock.tryAcquire()) {
      if (!hasWaited)
        log.warn({ database: lock.database }, "another process is using this database; waiting");
      hasWaited = true;
      await clock.sleep(retryMs, signal);
      signal.throwIfAborted();
    }
    if (hasWaited) log.info({ database: lock.database }, "the other process has ended; taking over");
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}
