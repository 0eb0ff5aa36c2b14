import { type Kysely, sql } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import { isKept } from "../is-kept.ts";
import type { Schema } from "../schema.ts";
import { transactInGuildOf } from "../transact.ts";
import { dueNow } from "./due-now.ts";
import { type MirroredThread, threadOf } from "./mirrored-thread.ts";
import { updateThread } from "./update-thread.ts";

/**
 * Merges copies of threads. An older version of the bot made one thread for each follow, so a channel may have several for one subject. Each
 * copy is merged into the thread that stays: `open` → `merging` → `merged`. Each step is one durable change.
 */
export class Copies {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Lists a thread's copies that must still be merged. */
  async ofThread(id: number): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("merging_into", "=", id)
      .where("state", "!=", "merged")
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Lets the copy's follows share the thread, and queues there the comments that only the copy shows, in the copy's order. */
  async begin({ id, mergingInto }: MirroredThread): Promise<void> {
    if (mergingInto === undefined) return;
    await transactInGuildOf(this.#db, "threads", id, async (transaction) => {
      await joinCopies(transaction, sql`copies.id = ${id}`);
      await updateThread(transaction, mergingInto, dueNow);
      const shown = await transaction
        .selectFrom("ledger")
        .select(["comment", "source_hash"])
        .where("thread_id", "=", id)
        .where("part", "=", 0)
        .where("state", "in", ["sent", "stale"])
        .where("comment", "not in", (known) =>
          known.selectFrom("ledger").select("comment").where("thread_id", "=", mergingInto),
        )
        .orderBy("position")
        .execute();
      const last = await transaction
        .selectFrom("ledger")
        .select((select) => select.fn.max("position").as("position"))
        .where("thread_id", "=", mergingInto)
        .executeTakeFirst();
      const first = (last?.position ?? -1) + 1;
      for (const [index, { comment, source_hash }] of shown.entries())
        await transaction
          .insertInto("ledger")
          .values({
            thread_id: mergingInto,
            ...{ comment, source_hash },
            part: 0,
            position: first + index,
            state: "planned",
            waiting_since_ms: this.#now(),
          })
          .execute();
      await updateThread(transaction, id, { state: "merging" });
    });
  }

  /** Finds a comment whose messages in the copy can be deleted, because the thread already shows the comment or never will. */
  async next({ id, mergingInto }: MirroredThread): Promise<Reference<"comment"> | undefined> {
    const row = await this.#db
      .selectFrom("ledger")
      .select("comment")
      .where("thread_id", "=", id)
      .where("state", "!=", "removed")
      .where("comment", "not in", (waiting) =>
        waiting
          .selectFrom("ledger")
          .select("comment")
          .where("thread_id", "=", mergingInto ?? 0)
          .where("state", "in", ["planned", "sending"]),
      )
      .orderBy("position")
      .limit(1)
      .executeTakeFirst();
    return row?.comment as Reference<"comment"> | undefined;
  }

  /** Returns whether a copy of the thread shows a comment. */
  async areShowing(threadId: number, comment: Reference<"comment">): Promise<boolean> {
    const row = await this.#db
      .selectFrom("ledger")
      .innerJoin("threads", "threads.id", "ledger.thread_id")
      .select("ledger.id")
      .where("threads.merging_into", "=", threadId)
      .where("ledger.comment", "=", comment)
      .where("ledger.message_id", "is not", null)
      .where("ledger.state", "!=", "removed")
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Forgets the messages of a comment in the copy, including any that could not be deleted. */
  async forgetComment(id: number, comment: Reference<"comment">): Promise<void> {
    await this.#db.deleteFrom("ledger").where("thread_id", "=", id).where("comment", "=", comment).execute();
  }

  /** Returns whether the copy still shows any comment. */
  async isShowing(id: number): Promise<boolean> {
    const row = await this.#db
      .selectFrom("ledger")
      .select("id")
      .where("thread_id", "=", id)
      .where("state", "!=", "removed")
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Marks a copy as merged. It stays in the store, so the bot still recognises its forum post. */
  async finish(id: number): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("ledger").where("thread_id", "=", id).execute();
      await updateThread(transaction, id, { state: "merged", starter_state: "current" });
    });
  }

  /**
   * Puts a copy in the place of its thread, whose forum post is gone. The other copies then merge into this one, from the start. A
   * copy that ended takes no place.
   */
  async promote({ id, mergingInto }: Pick<MirroredThread, "id" | "mergingInto">): Promise<void> {
    if (mergingInto === undefined) return;
    await transactInGuildOf(this.#db, "threads", id, async (transaction) => {
      if (!(await isKept(transaction, "threads", id))) return;
      const shares = await transaction
        .selectFrom("thread_follows")
        .selectAll()
        .where("thread_id", "=", mergingInto)
        .execute();
      for (const share of shares)
        await transaction
          .insertInto("thread_follows")
          .values({ ...share, thread_id: id })
          .onConflict((conflict) => conflict.columns(["thread_id", "follow_id"]).doNothing())
          .execute();
      await transaction
        .updateTable("threads")
        .set((set) => ({
          merging_into: id,
          state: set.case().when("state", "=", "merging").then("open").else(set.ref("state")).end(),
        }))
        .where("merging_into", "=", mergingInto)
        .execute();
      // Only now is there room for it in its channel.
      await transaction.deleteFrom("threads").where("id", "=", mergingInto).execute();
      await updateThread(transaction, id, { merging_into: null, ...dueNow });
    });
  }

  /** Forgets a copy whose forum post was never made or no longer exists. Its follows continue in the thread, which is read again. */
  async forget({ id, mergingInto }: Pick<MirroredThread, "id" | "mergingInto">): Promise<void> {
    if (mergingInto === undefined) return;
    await transactInGuildOf(this.#db, "threads", id, async (transaction) => {
      await joinCopies(transaction, sql`copies.id = ${id}`);
      await updateThread(transaction, mergingInto, dueNow);
      await transaction.deleteFrom("threads").where("id", "=", id).execute();
    });
  }
}

/** Lets the follows of the `copies` that meet a condition share the threads that the copies merge into. */
export async function joinCopies(db: Kysely<Schema>, condition: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert into thread_follows (thread_id, follow_id, state, floor_ms, floor_position, left_out)
    select copies.merging_into, shares.follow_id, shares.state, shares.floor_ms, shares.floor_position, shares.left_out
    from thread_follows as shares join threads as copies on copies.id = shares.thread_id
    where copies.merging_into is not null and ${condition}
    on conflict do nothing
  `.execute(db);
}
