import type { Kysely } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { OptDirection } from "./opt-outs.ts";
import type { Schema } from "./schema.ts";

/** Proves an author once it stands in their profile. Of use for this author and this direction alone, and once. */
export interface OptOutCode {
  readonly code: string;
  readonly createdAtMs: number;
  /** When the profile was last looked at for it. */
  readonly checkedAtMs: number | undefined;
}

export class OptOutCodes {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** The newest code of the author; old ones too. */
  async get(author: Reference<"user">, direction: OptDirection): Promise<OptOutCode | undefined> {
    const row = await this.#db
      .selectFrom("opt_out_codes")
      .selectAll()
      .where("author", "=", author)
      .where("direction", "=", direction)
      .executeTakeFirst();
    return row === undefined
      ? undefined
      : { code: row.code, createdAtMs: row.created_at_ms, checkedAtMs: row.checked_at_ms ?? undefined };
  }

  /** Takes the place of an older one. */
  async put(author: Reference<"user">, direction: OptDirection, code: OptOutCode): Promise<void> {
    const values = {
      code: code.code,
      created_at_ms: code.createdAtMs,
      checked_at_ms: code.checkedAtMs ?? null,
    };
    await this.#db
      .insertInto("opt_out_codes")
      .values({ author, direction, ...values })
      .onConflict((conflict) => conflict.columns(["author", "direction"]).doUpdateSet(values))
      .execute();
  }

  /** Codes of an author are used up, whatever they were for. */
  async remove(author: Reference<"user">): Promise<void> {
    await this.#db.deleteFrom("opt_out_codes").where("author", "=", author).execute();
  }

  async removeOlderThan(ms: number): Promise<void> {
    await this.#db.deleteFrom("opt_out_codes").where("created_at_ms", "<", ms).execute();
  }
}
