import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { isPostgresUrl } from "../postgres/postgres-url.ts";
import type { Lease } from "./lease.ts";
import { openPostgresLease } from "./postgres-lease.ts";
import { openSqliteLease } from "./sqlite-lease.ts";

/** How soon a waiting process notices that the first one has ended. */
const retryMs = 250;

/**
 * Waits until no other process works on the database.
 * @param url `sqlite:<path>` or `postgres://…`; a database in memory belongs to its process anyway
 * @throws {ConfigError} if the server, or the file for the lease, cannot be used
 * @throws the signal's reason if aborted earlier
 */
export async function acquireLease(url: string, clock: Clock, log: Log, signal: AbortSignal): Promise<Lease> {
  const lease = isPostgresUrl(url) ? openPostgresLease(url) : openSqliteLease(url);
  try {
    let hasWaited = false;
    while (!(await lease.tryAcquire())) {
      if (!hasWaited)
        log.warn({ database: lease.database }, "another process is using this database; waiting");
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
