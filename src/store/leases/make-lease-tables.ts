import { type Kysely, sql } from "kysely";

/**
 * Creates the tables of the leases before any migration, because a process needs a lease to migrate. Tables that are complete are not
 * touched: changing one, even without effect, would hold up every renewal.
 */
export async function makeLeaseTables(db: Kysely<object>): Promise<void> {
  const found = await sql<{ isThere: boolean }>`
    select to_regclass('agreements') is not null as "isThere"
  `.execute(db);
  if (found.rows[0]?.isThere === true) return;
  await db.transaction().execute(async (transaction) => {
    // Two processes that create them at the same moment would conflict, despite `if not exists`.
    await sql`select pg_advisory_xact_lock(hashtextextended('commonplace leases', 0))`.execute(transaction);
    await sql`
      create table if not exists leases (
        unit text collate "C" primary key,
        holder text collate "C" not null,
        epoch bigint not null,
        expires_at timestamptz not null
      )
    `.execute(transaction);
    await sql`
      alter table leases add column if not exists since timestamptz not null default clock_timestamp()
    `.execute(transaction);
    // Created last, so it is there only if the others are.
    await sql`
      create table if not exists agreements (name text collate "C" primary key, value bigint not null)
    `.execute(transaction);
  });
}
