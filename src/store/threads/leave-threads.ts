import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import { statementChunks } from "../statement-chunks.ts";
import { joinCopies } from "./copies.ts";
import { resetThreads } from "./reset-threads.ts";

/** Cleans up after a follow has left threads: forgets those that no follow shares any longer. */
export async function leaveThreads(db: Kysely<Schema>, left: readonly number[]): Promise<void> {
  for (const ids of statementChunks(left)) {
    // If other follows have copies of a thread, the thread becomes theirs.
    await joinCopies(db, sql`copies.merging_into in (${sql.join(ids)})`);
    await db
      .deleteFrom("threads")
      .where("id", "in", ids)
      .where("id", "not in", (select) => select.selectFrom("thread_follows").select("thread_id"))
      .execute();
    // If someone deleted the forum post and no follow wants it now, a later follow may have it made again.
    const unwanted = await db
      .selectFrom("threads")
      .select("id")
      .where("id", "in", ids)
      .where("state", "=", "gone")
      .where("id", "not in", (select) =>
        select.selectFrom("thread_follows").select("thread_id").where("state", "=", "wanted"),
      )
      .execute();
    if (unwanted.length > 0)
      await resetThreads(
        db,
        unwanted.map(({ id }) => id),
      );
    await moveToSiteOfFollows(db, ids);
  }
}

/**
 * Moves a thread to the site of one of its follows if the site it is read from is no longer followed. Several sites may share its
 * records, but the bot may ask only a site that a follow of the thread names.
 */
async function moveToSiteOfFollows(db: Kysely<Schema>, ids: readonly number[]): Promise<void> {
  const sites = sql<string>`
    select follows.site from thread_follows join follows on follows.id = thread_follows.follow_id
    where thread_follows.thread_id = threads.id order by thread_follows.state = 'skipped', follows.id
  `;
  await db
    .updateTable("threads")
    .set({ site: sql<string>`(${sites} limit 1)`, next_sweep_at_ms: 0 })
    .where("id", "in", ids)
    .where(sql<boolean>`threads.site not in (${sites})`)
    .execute();
}
