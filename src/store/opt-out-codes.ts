import type { Kysely } from "kysely";
import type { Reference } from "../forum/reference.ts";
import type { OptDirection } from "./opt-outs.ts";
import type { Schema } from "./schema.ts";

/** A code that proves an author once it is in their profile. It works only for this author and this direction, and once. */
export interface OptOutCode {
  readonly code: string;
  readonly createdAtMs: number;
  /** When the bot last looked for it in the profile. */
  readonly checkedAtMs: number | undefined;
}

export class OptOutCodes {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Returns the author's newest code, even an expired one. */
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

  /** Stores a code in place of an older one. */
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

  /** Removes all codes of an author, for both directions. */
  async remove(author: Reference<"user">): Promise<void> {
    await this.#db.deleteFrom("opt_out_codes").where("author", "=", author).execute();
  }

  async removeOlderThan(ms: number): Promise<void> {
    await this.#db.deleteFrom("opt_out_codes").where("created_at_ms", "<", ms).execute();
  }
}
