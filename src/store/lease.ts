import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { openSqliteLease } from "./sqlite-lease.ts";

/** The right to work on a database, which one process has at a time. It ends with the process, however that ends. */
export interface Lease {
  /** Names the database in the log. */
  readonly database: string;
  /** Whether the lease is ours now; asking again does no harm. */
  tryAcquire(): Promise<boolean>;
  release(): Promise<void>;
}

/** How soon a waiting process notices that the first one has ended. */
const retryMs = 250;

/**
 * Waits until no other process works on the database.
 * @param url `sqlite:<path>`; one in memory belongs to its process anyway
 * @throws {ConfigError} when the file that carries the lease cannot be used
 * @throws the signal's reason when aborted before
 */
export async function acquireLease(url: string, clock: Clock, log: Log, signal: AbortSignal): Promise<Lease> {
  const lease = openSqliteLease(url);
  try {
    let hasWaited = false;
    while (!(await lease.tryAcquire())) {
      if (!hasWaited)
        log.warn({ database: lease.database }, "another process works on this database; waiting");
      hasWaited = true;
      await clock.sleep(retryMs, signal);
      signal.throwIfAborted();
    }
    if (hasWaited) log.info({ database: lease.database }, "the other process has ended; taking over");
    return lease;
  } catch (error) {
    await lease.release();
    throw error;
  }
}
