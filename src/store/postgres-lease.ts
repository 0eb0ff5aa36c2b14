import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Clock, systemClock } from "../clock.ts";
import { DatabaseLost } from "../postgres/database-lost.ts";
import { explainPostgres } from "../postgres/explain-postgres.ts";
import { openPool } from "../postgres/open-pool.ts";
import { postgresName } from "../postgres/postgres-url.ts";
import type { Lease } from "./lease.ts";
import { makeLeaseTables } from "./leases/make-lease-tables.ts";

/** How long a process that was killed or cut off keeps the lease. */
const usualLeaseMs = 10_000;

/** For now, one process runs the whole bot. */
const unit = "bot";

/**
 * A row that expires, by the database's clock, unless its holder keeps renewing it. A process that cannot reach the database stops using
 * it before its lease expires, judging by a clock of its own that nobody sets.
 */
export function openPostgresLease(
  url: string,
  { leaseMs = usualLeaseMs, clock = systemClock }: { leaseMs?: number; clock?: Clock } = {},
): Lease {
  const pool = openPool(url, { connections: 1, statementMs: leaseMs / 2 });
  const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  const lost = new AbortController();
  const released = new AbortController();
  let heldUntilMs = Number.NEGATIVE_INFINITY;
  let prepared: Promise<void> | undefined;
  let kept: Promise<void> | undefined;

  async function claim(): Promise<boolean> {
    // The lease begins later than this in the database, so it also expires later there.
    const askedAtMs = clock.elapsedMs();
    const isMine = await claimLease(db, holder, leaseMs);
    if (isMine) heldUntilMs = askedAtMs + leaseMs;
    return isMine;
  }

  async function keep(): Promise<void> {
    for (;;) {
      await clock.sleep(leaseMs / 4, released.signal);
      if (released.signal.aborted) return;
      try {
        if (await claim()) continue;
        heldUntilMs = Number.NEGATIVE_INFINITY;
        lost.abort();
        return;
      } catch {
        // The store itself reports a database that cannot be reached. The lease is lost only once another process has it.
      }
    }
  }

  return {
    database: postgresName(url),
    lost: lost.signal,
    isHeld: () => clock.elapsedMs() < heldUntilMs,
    tryAcquire: async () => {
      const hasWaited = prepared !== undefined;
      try {
        prepared ??= makeLeaseTables(db);
        await prepared;
        if (kept !== undefined || !(await claim())) return kept !== undefined;
      } catch (error) {
        // A process that waits for the lease also waits for the database.
        if (hasWaited && error instanceof DatabaseLost) return false;
        throw explainPostgres(url, error);
      }
      kept = keep();
      return true;
    },
    release: async () => {
      released.abort();
      await kept;
      // If this fails, the lease expires by itself.
      if (kept !== undefined) await endLease(db, holder).catch(() => undefined);
      await db.destroy();
    },
  };
}

/** Takes the lease if it is free, or renews it for its holder. The epoch counts the holders. */
async function claimLease(db: Kysely<object>, holder: string, leaseMs: number): Promise<boolean> {
  const end = sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
  const { rows } = await sql`
    insert into leases (unit, holder, epoch, expires_at) values (${unit}, ${holder}, 1, ${end})
    on conflict (unit) do update set
      holder = excluded.holder,
      epoch = leases.epoch + case when leases.holder = excluded.holder then 0 else 1 end,
      expires_at = excluded.expires_at
    where leases.holder = excluded.holder or leases.expires_at <= clock_timestamp()
    returning epoch
  `.execute(db);
  return rows.length > 0;
}

async function endLease(db: Kysely<object>, holder: string): Promise<void> {
  await sql`update leases set expires_at = clock_timestamp() where unit = ${unit} and holder = ${holder}`.execute(
    db,
  );
}
