import type { Kysely } from "kysely";
import type { Reference } from "../../forum/reference.ts";
import type { Schema } from "../schema.ts";
import { type MirroredThread, threadOf } from "./mirrored-thread.ts";
import { updateThread } from "./update-thread.ts";

export interface Sweep {
  /** When it began; `undefined` when it did not come to its end. */
  readonly atMs: number | undefined;
  readonly floorMs: number;
  /** Number of older comments that a first reading left out; `undefined` when nobody has counted them. */
  readonly leftOut?: number | undefined;
  readonly askedAfter: Reference<"comment"> | undefined;
}

/** When each thread was last read completely, and with what. */
export class Sweeps {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Threads of a site's active follows, never read ones first, then the one read longest ago. */
  async inOrder(site: string): Promise<readonly MirroredThread[]> {
    const rows = await this.#db
      .selectFrom("threads")
      .innerJoin("follows", "follows.id", "threads.follow_id")
      .selectAll("threads")
      .where("follows.site", "=", site)
      .where("follows.state", "=", "active")
      .where("threads.state", "not in", ["gone", "skipped"])
      .orderBy((order) => order.fn.coalesce("threads.swept_at_ms", order.val(0)))
      .orderBy("threads.id")
      .execute();
    return rows.map(threadOf);
  }

  /** Records a reading; one that did not come to its end leaves the thread as overdue as it was. */
  async record(id: number, { atMs, floorMs, askedAfter, ...first }: Sweep): Promise<void> {
    await updateThread(this.#db, id, {
      floor_ms: floorMs,
      ...("leftOut" in first ? { left_out: first.leftOut ?? null } : {}),
      asked_after: askedAfter ?? null,
      ...(atMs === undefined ? {} : { swept_at_ms: atMs }),
    });
  }

  /** All threads of one follow or of a site, or of some of its posts, are to be read anew. */
  async forget(
    of:
      | { readonly followId: number }
      | { readonly site: string; readonly posts?: readonly Reference<"post" | "tag">[] },
  ): Promise<void> {
    const update = this.#db.updateTable("threads").set({ swept_at_ms: null });
    if ("followId" in of) {
      await update.where("follow_id", "=", of.followId).execute();
      return;
    }
    const ofSite = update.where("follow_id", "in", (select) =>
      select.selectFrom("follows").select("id").where("site", "=", of.site),
    );
    await (of.posts === undefined ? ofSite : ofSite.where("post", "in", of.posts)).execute();
  }
}
