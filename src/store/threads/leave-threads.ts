import { type Kysely, sql } from "kysely";
import { chunksOf } from "../../chunks-of.ts";
import type { Schema } from "../schema.ts";
import { joinCopies } from "./copies.ts";
import { resetThreads } from "./reset-threads.ts";

/** Parameters of one statement. */
const chunkLength = 500;

/** Settles threads that a follow has just left: those that nobody shares any more are forgotten. */
export async function leaveThreads(db: Kysely<Schema>, left: readonly number[]): Promise<void> {
  for (const ids of chunksOf(left, chunkLength)) {
    // A thread whose copies others have is theirs.
    await joinCopies(db, sql`copies.merging_into in (${sql.join(ids)})`);
    await db
      .deleteFrom("threads")
      .where("id", "in", ids)
      .where("id", "not in", (select) => select.selectFrom("thread_follows").select("thread_id"))
      .execute();
    // Nobody goes without a forum post that is gone and that nobody wants.
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

/** Sites that share their records: a thread is read from one that a follow of it is of, as no other may be asked. */
async function moveToSiteOfFollows(db: Kysely<Schema>, ids: readonly number[]): Promise<void> {
  const sites = sql<string>`(
    select follows.site from thread_follows join follows on follows.id = thread_follows.follow_id
    where thread_follows.thread_id = threads.id order by thread_follows.state = 'skipped', follows.id
  )`;
  await db
    .updateTable("threads")
    .set({ site: sql<string>`${sites}` })
    .where("id", "in", ids)
    .where(sql<boolean>`threads.site not in ${sites}`)
    .execute();
}
