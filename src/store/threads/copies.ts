import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import { type MirroredThread, threadOf } from "./mirrored-thread.ts";

/** Younger threads for a subject that its channel has an older one for: an older version of the bot made one for each follow. */
export class Copies {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async all(): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("merging_into", "is not", null)
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Those that have, or may have, a forum post. */
  async ofThread(id: number): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("merging_into", "=", id)
      .where("state", "!=", "gone")
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
  }

  /** Lets the follows of a copy share the thread that it merges into, which is to be read anew for what only the copy shows. Repeatable. */
  async join(id: number): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await joinCopies(transaction, sql`copies.id = ${id}`);
      await sql`
        update threads set swept_at_ms = null where id = (select merging_into from threads where id = ${id})
      `.execute(transaction);
    });
  }

  /** Forgets a copy with its ledger. */
  async forget(id: number): Promise<void> {
    await this.#db.deleteFrom("threads").where("id", "=", id).where("merging_into", "is not", null).execute();
  }
}

/** Lets the follows of some `copies` share the threads that these merge into. */
export async function joinCopies(db: Kysely<Schema>, condition: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert or ignore into thread_follows (thread_id, follow_id, state, floor_ms, left_out)
    select copies.merging_into, shares.follow_id, shares.state, shares.floor_ms, shares.left_out
    from thread_follows as shares join threads as copies on copies.id = shares.thread_id
    where copies.merging_into is not null and ${condition}
  `.execute(db);
}
