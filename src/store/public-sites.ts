import type { Kysely } from "kysely";
import type { KeptSite } from "../forum/public-site.ts";
import type { Schema } from "./schema.ts";

/** A site is added before the follow that needs it. */
const spareMs = 10 * 60_000;

/** The sites that members chose, as long as something on them is followed. */
export class KeptSites {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async all(): Promise<readonly KeptSite[]> {
    return await this.#db
      .selectFrom("public_sites")
      .select(["name", "kind", "url"])
      .orderBy("name")
      .execute();
  }

  /** Adds a site. The one that is there with the same name stays as it is. */
  async add({ name, kind, url }: KeptSite): Promise<void> {
    const added_at_ms = this.#now();
    await this.#db
      .insertInto("public_sites")
      .values({ name, kind, url, added_at_ms })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ added_at_ms }))
      .execute();
  }

  /** Forgets the sites on which nothing is followed any more. */
  async forgetUnneeded(): Promise<void> {
    await this.#db
      .deleteFrom("public_sites")
      .where("added_at_ms", "<", this.#now() - spareMs)
      .where("name", "not in", this.#db.selectFrom("follows").select("site"))
      .execute();
  }
}
