import type { Kysely } from "kysely";
import type { Floor } from "../../forum/order.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";
import { type MirroredThread, threadOf } from "./mirrored-thread.ts";
import { sharesOf } from "./shares.ts";
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

  /** Lists a site's threads that active follows want, without copies: never read first, then least recently read. */
  async inOrder(site: string): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .selectAll()
      .where("site", "=", site)
      .where("state", "!=", "gone")
      .where("merging_into", "is", null)
      .where((where) => where.exists(sharesOf(where).where("follows.state", "=", "active")))
      .orderBy((order) => order.fn.coalesce("swept_at_ms", order.val(0)))
      .orderBy("id")
      .execute();
    return rows.map(threadOf);
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

  /** Makes the threads of a follow, a site or some of its posts due to be read again. */
  async forget(
    of:
      | { readonly followId: number }
      | { readonly site: string; readonly posts?: readonly Reference<"post" | "tag">[] },
  ): Promise<void> {
    const update = this.#db.updateTable("threads").set({ swept_at_ms: null });
    if ("followId" in of) {
      await update
        .where("id", "in", (select) =>
          select.selectFrom("thread_follows").select("thread_id").where("follow_id", "=", of.followId),
        )
        .execute();
      return;
    }
    const ofSite = update.where("site", "=", of.site);
    await (of.posts === undefined ? ofSite : ofSite.where("post", "in", of.posts)).execute();
  }
}
