import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface LoggedRequest {
  readonly id: number;
  /** When it happened, by a clock that may have been set since (ms). */
  readonly atMs: number;
  /** Whether it met a rate limit that the bot heeded. */
  readonly isHeeded: boolean;
}

/** Requests that Discord refused in a way it counts, and those whose answer nobody lived to see. */
export class InvalidRequestLog {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Those not removed, oldest first. */
  async all(): Promise<readonly LoggedRequest[]> {
    const rows = await this.#db
      .selectFrom("invalid_requests")
      .select(["id", "at_ms", "is_heeded"])
      .orderBy("id")
      .execute();
    return rows.map((row) => ({ id: row.id, atMs: row.at_ms, isHeeded: row.is_heeded === 1 }));
  }

  /** Gives the id by which it can be taken back. */
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
