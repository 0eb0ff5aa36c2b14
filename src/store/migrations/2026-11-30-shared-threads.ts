import { type Kysely, sql } from "kysely";

/**
 * Makes threads belong to channels, so that follows can share them. If a channel has several threads for one subject, the oldest open one
 * stays. LessWrong's come before the Alignment Forum's, which lists only some of the comments: its thread would have to show the scores of
 * the other site. Copies that have a forum post, or may have one, point to the thread that they will merge into; other copies are removed.
 * Runs without foreign keys, because it recreates tables.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeSharesTable(db);
  await makeThreadsAnew(db);
  await joinPostless(db);
  await makeFollowsAnew(db);
}

async function makeSharesTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("thread_follows")
    .addColumn("thread_id", "integer", (column) =>
      column.notNull().references("threads.id").onDelete("cascade"),
    )
    .addColumn("follow_id", "integer", (column) =>
      column.notNull().references("follows.id").onDelete("cascade"),
    )
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("floor_ms", "bigint")
    .addColumn("left_out", "integer")
    .addPrimaryKeyConstraint("one_share_a_follow", ["thread_id", "follow_id"])
    .execute();
  await db.schema.createIndex("thread_follows_by_follow").on("thread_follows").column("follow_id").execute();
  await sql`
    insert into thread_follows (thread_id, follow_id, state, floor_ms, left_out)
    select id, follow_id, iif(state = 'skipped', 'skipped', 'wanted'), floor_ms, left_out from threads
  `.execute(db);
}

/** Columns of threads that stay the same. */
const kept = [
  ...[
    "subject",
    "post",
    "channel_id",
    "title",
    "discord_thread_id",
    "starter_hash",
    "starter_source",
    "starter_state",
  ],
  ...[
    "starter_tags",
    "starter_score",
    "starter_comments",
    "starter_shown_at_ms",
    "renamed_at_ms",
    "asked_after",
  ],
  ...["attempted_at_ms", "uncertain_ms", "last_activity_at_ms", "swept_at_ms"],
];

async function makeThreadsAnew(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("new_threads")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("guild_id", "text", (column) => column.notNull())
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("post", "text")
    .addColumn("merging_into", "integer", (column) => column.references("threads.id").onDelete("cascade"))
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("discord_thread_id", "text")
    .addColumn("starter_hash", "text")
    .addColumn("starter_source", "text")
    .addColumn("starter_state", "text", (column) => column.notNull().defaultTo("current"))
    .addColumn("starter_tags", "text", (column) => column.notNull().defaultTo("[]"))
    .addColumn("starter_score", "integer")
    .addColumn("starter_comments", "integer")
    .addColumn("starter_shown_at_ms", "bigint")
    .addColumn("renamed_at_ms", "bigint")
    .addColumn("asked_after", "text")
    .addColumn("attempted_at_ms", "bigint")
    .addColumn("uncertain_ms", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("last_activity_at_ms", "bigint", (column) => column.notNull())
    .addColumn("swept_at_ms", "bigint")
    .execute();
  await sql`
    insert into new_threads (id, guild_id, site, state, merging_into, ${sql.raw(kept.join(", "))})
    select threads.id, follows.guild_id, follows.site, iif(threads.state = 'skipped', 'planned', threads.state),
      nullif(first_value(threads.id) over place, threads.id), ${sql.raw(kept.map((column) => `threads.${column}`).join(", "))}
    from threads join follows on follows.id = threads.follow_id
    window place as (
      partition by threads.channel_id, threads.subject
      order by case threads.state when 'open' then 0 when 'sending' then 1 when 'planned' then 2 when 'skipped' then 3 else 4 end,
        follows.site = 'alignmentforum', threads.id
    )
  `.execute(db);
  await replace(db, "threads");
  await db.schema.createIndex("threads_by_post").on("threads").column("post").execute();
  await db.schema.createIndex("threads_by_discord_id").on("threads").column("discord_thread_id").execute();
  await db.schema.createIndex("threads_by_survivor").on("threads").column("merging_into").execute();
}

/** Removes the copies that have no forum post: their follows share the threads that stay. */
async function joinPostless(db: Kysely<unknown>): Promise<void> {
  const isPostless = sql`merging_into is not null and threads.state not in ('open', 'sending')`;
  await sql`
    insert into thread_follows (thread_id, follow_id, state, floor_ms, left_out)
    select threads.merging_into, thread_follows.follow_id, thread_follows.state, thread_follows.floor_ms, thread_follows.left_out
    from thread_follows join threads on threads.id = thread_follows.thread_id where ${isPostless}
  `.execute(db);
  // The remaining copies are merged as long as any of the follows is running.
  await sql`
    insert into thread_follows (thread_id, follow_id, state, floor_ms, left_out)
    select copies.id, shares.follow_id, shares.state, shares.floor_ms, shares.left_out
    from threads as copies join thread_follows as shares on shares.thread_id = copies.merging_into
    where true on conflict do nothing
  `.execute(db);
  // Reading the remaining thread again finds the comments that only copies without a forum post were meant to show.
  await sql`
    update threads set swept_at_ms = null where id in (
      select merging_into from threads join thread_follows on thread_follows.thread_id = threads.id
      where ${isPostless} and thread_follows.state = 'wanted'
    )
  `.execute(db);
  for (const table of ["ledger", "thread_follows"])
    await sql`delete from ${sql.table(table)} where thread_id in (select id from threads where ${isPostless})`.execute(
      db,
    );
  await sql`delete from threads where ${isPostless}`.execute(db);
  await sql`create unique index one_thread_a_place on threads (channel_id, subject) where merging_into is null`.execute(
    db,
  );
}

/** Allows a target to be followed in several channels of a server, once in each. */
async function makeFollowsAnew(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("new_follows")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("guild_id", "text", (column) => column.notNull())
    .addColumn("channel_id", "text", (column) => column.notNull())
    .addColumn("site", "text", (column) => column.notNull())
    .addColumn("target_kind", "text", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("target_key", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("backfill", "integer")
    .addColumn("min_score", "integer")
    .addColumn("authors", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("trouble", "text")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("backfilled_at_ms", "bigint")
    .addColumn("swept_at_ms", "bigint")
    .addUniqueConstraint("one_follow_a_target", ["channel_id", "target_key"])
    .execute();
  const columns = sql.raw(
    "id, guild_id, channel_id, site, target_kind, target, target_key, title, path, backfill, min_score, authors, state, " +
      "trouble, created_by, created_at_ms, backfilled_at_ms, swept_at_ms",
  );
  await sql`insert into new_follows (${columns}) select ${columns} from follows`.execute(db);
  await replace(db, "follows");
  await db.schema.createIndex("follows_by_guild").on("follows").column("guild_id").execute();
  await db.schema.createIndex("follows_by_site").on("follows").columns(["site", "target"]).execute();
}

/** Replaces a table with its new version. Ids that were used before are never reused. */
async function replace(db: Kysely<unknown>, table: string): Promise<void> {
  const made = `new_${table}`;
  await sql`delete from sqlite_sequence where name = ${made}`.execute(db);
  await sql`insert into sqlite_sequence (name, seq) select ${made}, seq from sqlite_sequence where name = ${table}`.execute(
    db,
  );
  await sql`drop table ${sql.table(table)}`.execute(db);
  await sql`alter table ${sql.table(made)} rename to ${sql.table(table)}`.execute(db);
}
