import { type Kysely, sql } from "kysely";

const minute = 60_000;

/**
 * Gives threads, and the lists of sequences, tags and whole sites, a place in their site's queue of sweeps: the one at which their
 * last reading makes them due.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("threads")
    .addColumn("next_sweep_at_ms", "bigint", (column) => column.defaultTo(0))
    .execute();
  await db.schema
    .alterTable("threads")
    .addColumn("rest_ms", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("follows").addColumn("next_sweep_at_ms", "bigint").execute();
  const quietMs = sql`(swept_at_ms - last_activity_at_ms)`;
  await sql`
    update threads set next_sweep_at_ms = swept_at_ms + case
      when ${quietMs} < ${60 * minute} then ${10 * minute}
      when ${quietMs} > ${6 * 24 * 60 * minute} then ${24 * 60 * minute}
      else ${quietMs} / 6
    end
    where swept_at_ms is not null
  `.execute(db);
  await sql`update threads set next_sweep_at_ms = null where state = 'gone' or merging_into is not null`.execute(
    db,
  );
  await sql`
    update follows set next_sweep_at_ms = coalesce(swept_at_ms + ${60 * minute}, 0)
    where backfilled_at_ms is not null and target_kind in ('sequence', 'tag', 'site')
  `.execute(db);
  await db.schema
    .createIndex("threads_by_next_sweep")
    .on("threads")
    .columns(["site", "next_sweep_at_ms", "id", "swept_at_ms", "rest_ms"])
    .execute();
  await db.schema
    .createIndex("threads_by_subject")
    .on("threads")
    .columns(["subject", "site", "next_sweep_at_ms"])
    .execute();
  await db.schema
    .createIndex("follows_to_begin")
    .on("follows")
    .column("site")
    .where(sql.ref("backfilled_at_ms"), "is", null)
    .execute();
  await db.schema
    .createIndex("follows_by_next_sweep")
    .on("follows")
    .columns(["site", "next_sweep_at_ms", "id"])
    .execute();
}
