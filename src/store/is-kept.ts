import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import { runsSideBySide } from "./transact.ts";

/**
 * Returns whether the store still has a follow or thread. Either may end while a site or Discord is being asked, so ask in the
 * transaction that adds rows for it: until that ends, the follow or thread cannot end, and no other transaction adds rows for it.
 */
export async function isKept(db: Kysely<Schema>, table: "follows" | "threads", id: number): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select("id")
    .where("id", "=", id)
    .$if(runsSideBySide(db), (rows) => rows.forNoKeyUpdate())
    .executeTakeFirst();
  return row !== undefined;
}
