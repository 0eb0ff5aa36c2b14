import type { Kysely } from "kysely";
import { chunksOf } from "../chunks-of.ts";
import type { OriginalIds } from "../forum/original-ids.ts";
import type { Reference } from "../forum/reference.ts";
import type { Schema } from "./schema.ts";

/** SQLite accepts at most 32,766 values in one statement. */
const batchSize = 1_000;
const spareMs = 24 * 60 * 60_000;

/** Stores ids that are too long for a reference, as long as a follow needs them. */
export class KeptIds implements OriginalIds {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async keep(ids: ReadonlyMap<Reference, string>): Promise<void> {
    const kept_at_ms = this.#now();
    for (const batch of chunksOf([...ids], batchSize))
      await this.#db
        .insertInto("original_ids")
        .values(batch.map(([reference, id]) => ({ reference, id, kept_at_ms })))
        .onConflict((conflict) => conflict.column("reference").doUpdateSet({ kept_at_ms }))
        .execute();
  }

  async get(reference: Reference): Promise<string | undefined> {
    const query = this.#db.selectFrom("original_ids").select("id").where("reference", "=", reference);
    return (await query.executeTakeFirst())?.id;
  }

  /** Forgets the ids that no follow or thread uses, except those stored within the last day: a follow may be about to use them. */
  async forgetUnneeded(): Promise<void> {
    await this.#db
      .deleteFrom("original_ids")
      .where("kept_at_ms", "<", this.#now() - spareMs)
      .where("reference", "not in", this.#db.selectFrom("follows").select("target"))
      .where("reference", "not in", this.#db.selectFrom("threads").select("subject"))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom("threads").select("id").whereRef("threads.post", "=", "original_ids.reference")),
        ),
      )
      .execute();
  }
}
