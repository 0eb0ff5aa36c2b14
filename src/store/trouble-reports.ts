import type { Kysely } from "kysely";
import { isLongPast } from "../clock.ts";
import type { DiscordFault } from "../language/faults.ts";
import { isKept } from "./is-kept.ts";
import type { Schema } from "./schema.ts";
import { transact } from "./transact.ts";

/** A fault that stayed away for this long counts as new when it returns. */
const quietMs = 60 * 60_000;

/** Records which troubles servers were told about: a follow is tried again and again, but reported once. */
export class TroubleReports {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Notes that a follow is in trouble. Returns whether that is new; it never is for a follow that ended. */
  async note(
    followId: number,
    fault: DiscordFault["kind"] | "record-refused",
    atMs: number,
  ): Promise<boolean> {
    return await transact(this.#db, `follow ${followId}`, async (transaction) => {
      if (!(await isKept(transaction, "follows", followId))) return false;
      const known = await transaction
        .selectFrom("trouble_reports")
        .select("last_at_ms")
        .where("follow_id", "=", followId)
        .where("fault", "=", fault)
        .executeTakeFirst();
      await transaction
        .insertInto("trouble_reports")
        .values({ follow_id: followId, fault, last_at_ms: atMs })
        .onConflict((conflict) => conflict.columns(["follow_id", "fault"]).doUpdateSet({ last_at_ms: atMs }))
        .execute();
      return known === undefined || isLongPast(known.last_at_ms, quietMs, atMs);
    });
  }
}
