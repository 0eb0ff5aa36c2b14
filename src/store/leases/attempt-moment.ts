import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "../schema.ts";
import { runsSideBySide } from "../transact.ts";

/** The moment of an attempt (ms since the epoch), by a clock that all processes share: on Postgres, the database's. */
export function attemptMoment(db: Kysely<Schema>, nowMs: number): RawBuilder<number> {
  return runsSideBySide(db)
    ? sql`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`
    : sql`${nowMs}`;
}
