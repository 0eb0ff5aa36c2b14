import { type Kysely, sql } from "kysely";
import type { Floor } from "../../forum/order.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";
import { updateThread } from "./update-thread.ts";

interface Begun extends Floor {
  readonly followId: number;
  /** Number of older comments left out; `undefined` if they were not counted. */
  readonly leftOut: number | undefined;
}

export interface Sweep {
  /** When the reading began; `undefined` if it did not finish. */
  readonly atMs: number | undefined;
  /** How far back the thread goes for each follow that had its first reading. */
  readonly begun: readonly Begun[];
  /** True if the site no longer takes comments there. */
  readonly isClosed: boolean;
  readonly askedAfter: Reference<"comment"> | undefined;
}

/** Records when each thread was last read completely, and what the reading found. */
export class Sweeps {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Records a reading. One that did not finish leaves the thread as overdue as it was. */
  async record(id: number, { atMs, begun, isClosed, askedAfter }: Sweep): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      for (const { followId, floorMs, floorPosition, leftOut } of begun) {
        await transaction
          .updateTable("thread_follows")
          .set({ floor_ms: floorMs, floor_position: floorPosition ?? null, left_out: leftOut ?? null })
          .where("thread_id", "=", id)
          .where("follow_id", "=", followId)
          .execute();
      }
      await updateThread(transaction, id, {
        asked_after: askedAfter ?? null,
        is_closed: isClosed ? 1 : 0,
        ...(atMs === undefined ? {} : { swept_at_ms: atMs }),
      });
    });
  }

  /** Makes the threads and the list of a follow, or the threads of a site or some of its posts, due as if they had never been read. */
  async forget(
    of:
      | { readonly followId: number }
      | { readonly site: string; readonly posts?: readonly Reference<"post" | "tag">[] },
  ): Promise<void> {
    if ("followId" in of) {
      await this.#db.updateTable("threads").set({ swept_at_ms: null }).where(ofFollow(of.followId)).execute();
      return await this.requeue(of.followId);
    }
    await this.#db
      .updateTable("threads")
      .set({ swept_at_ms: null, next_sweep_at_ms: firstIfQueued })
      .where("site", "=", of.site)
      .$if(of.posts !== undefined, (update) => update.where("post", "in", of.posts ?? []))
      .execute();
  }

  /** Makes the threads and the list of a follow due. */
  async requeue(followId: number): Promise<void> {
    const place = { next_sweep_at_ms: firstIfQueued };
    await this.#db.updateTable("threads").set(place).where(ofFollow(followId)).execute();
    await this.#db.updateTable("follows").set(place).where("id", "=", followId).execute();
  }
}

/** Computed rather than filtered by: an index of queued threads would find nearly every one of them. */
const firstIfQueued = sql<number | null>`case when next_sweep_at_ms is null then null else 0 end`;

function ofFollow(id: number) {
  return sql<boolean>`id in (select thread_id from thread_follows where follow_id = ${id})`;
}
