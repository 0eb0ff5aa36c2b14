import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface SiteCursor {
  readonly cursor: string;
  readonly polledAtMs: number;
}

/** Where each site's poll stopped. */
export class Cursors {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async get(site: string): Promise<SiteCursor | undefined> {
    const row = await this.#db.selectFrom("cursors").selectAll().where("site", "=", site).executeTakeFirst();
    return row === undefined ? undefined : { cursor: row.cursor, polledAtMs: row.polled_at_ms };
  }

  async set(site: string, { cursor, polledAtMs }: SiteCursor): Promise<void> {
    const values = { cursor, polled_at_ms: polledAtMs };
    await this.#db
      .insertInto("cursors")
      .values({ site, ...values })
      .onConflict((conflict) => conflict.column("site").doUpdateSet(values))
      .execute();
  }

  /** Forgets a site that is no longer followed: what happens there meanwhile does not matter. */
  async remove(site: string): Promise<void> {
    await this.#db.deleteFrom("cursors").where("site", "=", site).execute();
  }
}
