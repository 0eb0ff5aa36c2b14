import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";

/** Counts are forgotten after this many hours. */
const keptHours = 48;

/** How often sites with a daily limit were asked, by the hour (whole hours since 1970). */
export class KeptRequestCounts {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async add(site: string, hour: number): Promise<void> {
    await this.#db
      .insertInto("site_requests")
      .values({ site, hour, count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(["site", "hour"])
          .doUpdateSet(({ ref }) => ({ count: sql<number>`${ref("site_requests.count")} + 1` })),
      )
      .execute();
    await this.#db
      .deleteFrom("site_requests")
      .where("site", "=", site)
      .where("hour", "<", hour - keptHours)
      .execute();
  }

  async since(site: string, hour: number): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#db
      .selectFrom("site_requests")
      .select(["hour", "count"])
      .where("site", "=", site)
      .where("hour", ">=", hour)
      .execute();
    return new Map(rows.map(({ hour, count }) => [Number(hour), Number(count)]));
  }
}
