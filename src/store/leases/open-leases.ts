import { isPostgresUrl } from "../../postgres/postgres-url.ts";
import type { Leases } from "./leases.ts";
import { openPostgresLeases } from "./postgres-leases.ts";
import { soleLeases } from "./sole-leases.ts";
import { type Waiting, waitForLock } from "./wait-for-lock.ts";

/**
 * Joins the processes that share a Postgres, or waits until no other process uses an SQLite file.
 * @param url `sqlite:<path>` or `postgres://…`
 * @throws {ConfigError} if the server, or the file for the lock, cannot be used
 * @throws the signal's reason if aborted earlier
 */
export async function openLeases(url: string, waiting: Waiting): Promise<Leases> {
  if (isPostgresUrl(url)) return await openPostgresLeases(url);
  const lock = await waitForLock(url, waiting);
  return { ...soleLeases(waiting.clock), close: async () => lock.release() };
}
