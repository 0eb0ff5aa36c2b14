import type { Kysely } from "kysely";
import type { Follow } from "../follow.ts";
import { isKept } from "../is-kept.ts";
import type { Schema } from "../schema.ts";
import { guildSubject, transact } from "../transact.ts";
import { dueNow } from "./due-now.ts";
import { type MirroredThread, threadOf, type WantedThread } from "./mirrored-thread.ts";
import { resetThreads } from "./reset-threads.ts";
import { updateThread } from "./update-thread.ts";

/** The facts about a follow that a new thread needs. */
export type ThreadOwner = Pick<Follow, "id" | "guildId" | "channelId" | "site">;

/**
 * Plans a forum post for a subject that a follow wants, or lets the follow share the one that its channel already has. A thread
 * that another follow shares must be read again. Returns `undefined` if the follow has ended.
 */
export async function addThread(
  db: Kysely<Schema>,
  follow: ThreadOwner,
  wanted: WantedThread,
): Promise<MirroredThread | undefined> {
  return await transact(db, guildSubject(follow.guildId), async (transaction) => {
    if (!(await isKept(transaction, "follows", follow.id))) return undefined;
    await transaction
      .insertInto("threads")
      .values({
        guild_id: follow.guildId,
        channel_id: follow.channelId,
        site: follow.site,
        subject: wanted.subject,
        post: wanted.post ?? null,
        title: wanted.title,
        state: "planned",
        last_activity_at_ms: wanted.createdAtMs,
        next_sweep_at_ms: wanted.state === "wanted" ? 0 : null,
      })
      .onConflict((conflict) =>
        conflict.columns(["channel_id", "subject"]).where("merging_into", "is", null).doNothing(),
      )
      .execute();
    const { id, state } = await transaction
      .selectFrom("threads")
      .select(["id", "state"])
      .where("channel_id", "=", follow.channelId)
      .where("subject", "=", wanted.subject)
      .where("merging_into", "is", null)
      .executeTakeFirstOrThrow();
    const added = await transaction
      .insertInto("thread_follows")
      .values({
        thread_id: id,
        follow_id: follow.id,
        state: wanted.state,
        floor_ms: wanted.floorMs ?? null,
      })
      .onConflict((conflict) => conflict.columns(["thread_id", "follow_id"]).doNothing())
      .executeTakeFirst();
    const isNew = (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    if (isNew && state === "gone" && wanted.isExplicit === true) await revive(transaction, id, follow.id);
    if (isNew && wanted.state === "wanted") await updateThread(transaction, id, dueNow);
    return threadOf(
      await transaction.selectFrom("threads").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    );
  });
}

/** Plans a deleted forum post again for one follow only. The follows that had it before do not get it back. */
async function revive(db: Kysely<Schema>, id: number, followId: number): Promise<void> {
  await resetThreads(db, [id]);
  await db
    .updateTable("thread_follows")
    .set({ state: "skipped" })
    .where("thread_id", "=", id)
    .where("follow_id", "!=", followId)
    .execute();
}
