import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Kysely, PostgresDialect, sql } from "kysely";
import { explainPostgres } from "../../postgres/explain-postgres.ts";
import { openPool } from "../../postgres/open-pool.ts";
import { agreeOnShards } from "./agree-on-shards.ts";
import { endOf } from "./lease-end.ts";
import { type Grant, type LastingLease, type Leases, processUnit, shardCountOf } from "./leases.ts";
import { makeLeaseTables } from "./make-lease-tables.ts";

const usualLeaseMs = 10_000;

type Db = Kysely<object>;

/**
 * Opens the leases of a Postgres database. A lease is a row that expires by the clock of the database, so it needs neither a session
 * nor a lock that would outlive a stopped process.
 * @throws {ConfigError} if the database cannot be used
 */
export async function openPostgresLeases(
  url: string,
  { leaseMs = usualLeaseMs }: { readonly leaseMs?: number } = {},
): Promise<Leases> {
  // If a connection drops everything, there must be time left to renew with another one.
  const patience = { statementMs: Math.ceil(leaseMs / 8), answerMs: Math.ceil(leaseMs / 8) };
  const db: Db = new Kysely({
    dialect: new PostgresDialect({ pool: openPool(url, { connections: 2, ...patience }) }),
  });
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  try {
    await makeLeaseTables(db);
    await forgetEnded(db);
  } catch (error) {
    await db.destroy();
    throw explainPostgres(url, error);
  }
  return {
    holder,
    leaseMs,
    take: async (unit) => {
      const epoch = await takeLease(db, { unit, holder, leaseMs });
      if (epoch !== undefined) return { unit, epoch, guard: { unit, holder, epoch } };
      return (await isOutdated(db, unit)) ? "outdated" : "taken";
    },
    renew: (grants, { isLeaving }) => renewLeases(db, grants, { holder, leaseMs, isLeaving }),
    release: async ({ unit, epoch }) => {
      await sql`
        update leases set expires_at = clock_timestamp()
        where unit = ${unit} and holder = ${holder} and epoch = ${epoch}
      `.execute(db);
    },
    all: () => lastingLeases(db),
    agreeOnShards: (recommended) => agreeOnShards(db, recommended, { holder, leaseMs }),
    claimSlot: (name, ms) => claimSlot(db, name, { holder, ms }),
    close: () => db.destroy(),
  };
}

/** Forgets processes that ended long ago without leaving. */
async function forgetEnded(db: Db): Promise<void> {
  await sql`
    delete from leases where unit like 'process %' and expires_at < clock_timestamp() - interval '1 minute'
  `.execute(db);
}

/** Returns the new epoch, or `undefined` if the unit cannot be taken. */
async function takeLease(
  db: Db,
  { unit, holder, leaseMs }: { unit: string; holder: string; leaseMs: number },
): Promise<number | undefined> {
  const shardCount = shardCountOf(unit);
  // The lock makes a change of the agreed number wait, and see this lease.
  const ifAgreed =
    shardCount === undefined
      ? sql``
      : sql`from agreements where name = 'shards' and value = ${shardCount} for share`;
  // A process takes its own unit again if the answer to its first attempt was lost, or if it has lost the unit meanwhile.
  const { rows } = await sql<{ epoch: number }>`
    insert into leases (unit, holder, epoch, expires_at, since)
    select ${unit}::text, ${holder}::text, 1, ${endOf(leaseMs)}, clock_timestamp() ${ifAgreed}
    on conflict (unit) do update set
      holder = excluded.holder,
      epoch = leases.epoch + 1,
      expires_at = excluded.expires_at,
      since = excluded.since
    where leases.expires_at <= clock_timestamp() or leases.holder = excluded.holder
    returning epoch
  `.execute(db);
  return rows[0]?.epoch;
}

async function isOutdated(db: Db, unit: string): Promise<boolean> {
  const shardCount = shardCountOf(unit);
  if (shardCount === undefined) return false;
  const { rows } = await sql`
    select 1 from agreements where name = 'shards' and value = ${shardCount}
  `.execute(db);
  return rows.length === 0;
}

async function renewLeases(
  db: Db,
  grants: readonly Grant[],
  { holder, leaseMs, isLeaving }: { holder: string; leaseMs: number; isLeaving: boolean },
): Promise<ReadonlySet<string>> {
  const own = processUnit(holder);
  const ofProcess = isLeaving
    ? sql`delete from leases where unit = ${own}`
    : sql`
        insert into leases (unit, holder, epoch, expires_at) values (${own}, ${holder}, 1, ${endOf(leaseMs)})
        on conflict (unit) do update set expires_at = excluded.expires_at
      `;
  const units = grants.map(({ unit }) => unit);
  const epochs = grants.map(({ epoch }) => epoch);
  const { rows } = await sql<{ unit: string }>`
    with process as (${ofProcess})
    update leases set expires_at = ${endOf(leaseMs)}
    from unnest(${units}::text[], ${epochs}::bigint[]) as mine (unit, epoch)
    where leases.unit = mine.unit and leases.epoch = mine.epoch and leases.holder = ${holder}
      and leases.expires_at > clock_timestamp()
    returning leases.unit
  `.execute(db);
  return new Set(rows.map(({ unit }) => unit));
}

async function lastingLeases(db: Db): Promise<readonly LastingLease[]> {
  const { rows } = await sql<LastingLease>`
    select unit, holder, epoch,
      (extract(epoch from since) * 1000)::float8 as "sinceMs",
      (extract(epoch from clock_timestamp() - since) * 1000)::float8 as "heldMs"
    from leases where expires_at > clock_timestamp()
  `.execute(db);
  return rows;
}

/** A slot is a lease that nobody renews. */
async function claimSlot(
  db: Db,
  name: string,
  { holder, ms }: { holder: string; ms: number },
): Promise<number> {
  const { rows } = await sql`
    insert into leases (unit, holder, epoch, expires_at) values (${name}, ${holder}, 1, ${endOf(ms)})
    on conflict (unit) do update set
      holder = excluded.holder, epoch = leases.epoch + 1, expires_at = excluded.expires_at, since = clock_timestamp()
    where leases.expires_at <= clock_timestamp()
    returning unit
  `.execute(db);
  if (rows.length > 0) return 0;
  const taken = await sql<{ leftMs: number }>`
    select (extract(epoch from expires_at - clock_timestamp()) * 1000)::float8 as "leftMs"
    from leases where unit = ${name}
  `.execute(db);
  return Math.max(1, taken.rows[0]?.leftMs ?? 0);
}
