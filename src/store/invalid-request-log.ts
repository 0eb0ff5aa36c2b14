import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface LoggedRequest {
  readonly id: number;
  /** The time by the clock (ms), which may have been set since. */
  readonly atMs: number;
  /** True if it met a rate limit that the bot heeded. */
  readonly isHeeded: boolean;
}

/** Requests that Discord refused and counts, and requests whose answer never arrived because the process ended. */
export class InvalidRequestLog {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Lists those not removed, oldest first. */
  async all(): Promise<readonly LoggedRequest[]> {
    const rows = await this.#db
      .selectFrom("invalid_requests")
      .select(["id", "at_ms", "is_heeded"])
      .orderBy("id")
      .execute();
    return rows.map((row) => ({ id: row.id, atMs: row.at_ms, isHeeded: row.is_heeded === 1 }));
  }

  /** Returns the id by which it can be removed. */
  async add(atMs: number, { isHeeded = false } = {}): Promise<number> {
    const row = await this.#db
      .insertInto("invalid_requests")
      .values({ at_ms: atMs, is_heeded: isHeeded ? 1 : 0 })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async remove(...ids: readonly number[]): Promise<void> {
    await this.#db.deleteFrom("invalid_requests").where("id", "in", ids).execute();
  }
}
