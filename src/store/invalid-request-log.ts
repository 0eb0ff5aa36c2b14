import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Requests that Discord refused in a way it counts, and those whose answer nobody lived to see. */
export class InvalidRequestLog {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** When each happened (ms), oldest first; what happened before `sinceMs` is forgotten. */
  async since(sinceMs: number): Promise<readonly number[]> {
    await this.#db.deleteFrom("invalid_requests").where("at_ms", "<", sinceMs).execute();
    const rows = await this.#db.selectFrom("invalid_requests").select("at_ms").orderBy("at_ms").execute();
    return rows.map((row) => row.at_ms);
  }

  /** Gives the id by which it can be taken back. */
  async add(atMs: number): Promise<number> {
    const row = await this.#db
      .insertInto("invalid_requests")
      .values({ at_ms: atMs })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async remove(id: number): Promise<void> {
    await this.#db.deleteFrom("invalid_requests").where("id", "=", id).execute();
  }
}
