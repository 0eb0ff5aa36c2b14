import { type RawBuilder, sql } from "kysely";
import { belongings } from "../guild-data.ts";
import type { Schema } from "../schema.ts";

export type Table = keyof Schema;

/** The columns that tell the rows of a table apart. */
export const primaryKeys: { readonly [T in Table]: readonly (keyof Schema[T] & string)[] } = {
  follows: ["id"],
  threads: ["id"],
  thread_follows: ["thread_id", "follow_id"],
  ledger: ["id"],
  trouble_reports: ["follow_id", "fault"],
  quotes: ["id"],
  replies: ["id"],
  settings: ["guild_id"],
  departures: ["guild_id"],
  cursors: ["site"],
  public_sites: ["name"],
  site_requests: ["site", "hour"],
  opt_outs: ["author"],
  opt_out_records: ["author", "record"],
  opt_out_codes: ["author", "direction"],
  invalid_requests: ["id"],
  original_ids: ["reference"],
};

/** Every table, parents before their children. */
export const tables = Object.keys(belongings) as readonly Table[];

/** Tables whose rows the database numbers. */
export const numberedTables = tables.filter((table) => primaryKeys[table].join() === "id");

/** The parts of a table in the order in which they can be written: a copy of a thread refers to another thread. */
export function partsOf(table: Table): readonly RawBuilder<unknown>[] {
  return table === "threads" ? [sql`merging_into is null`, sql`merging_into is not null`] : [sql`1 = 1`];
}
