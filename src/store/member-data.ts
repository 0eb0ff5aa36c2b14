import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** The places in the store that name a member of Discord. */
export interface MemberTraces {
  readonly replies: number;
  /** Follows they started. */
  readonly follows: number;
  /** Servers whose settings they changed last. */
  readonly settings: number;
}

/** Replaces the member in rows that stay when the member is forgotten. */
const nobody = "";

/** Everything that the store holds about one member of Discord, in all servers. */
export class MemberData {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async of(userId: string): Promise<MemberTraces> {
    const count = async (table: "replies" | "follows" | "settings", column: string): Promise<number> => {
      const { ref } = this.#db.dynamic;
      const row = await this.#db
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as("count"))
        .where(ref(column), "=", userId)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    };
    return {
      replies: await count("replies", "user_id"),
      follows: await count("follows", "created_by"),
      settings: await count("settings", "changed_by"),
    };
  }

  /** Forgets a member. Follows and settings stay and no longer say whose they were. */
  async forget(userId: string): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("replies").where("user_id", "=", userId).execute();
      await transaction
        .updateTable("follows")
        .set({ created_by: nobody })
        .where("created_by", "=", userId)
        .execute();
      await transaction
        .updateTable("settings")
        .set({ changed_by: nobody })
        .where("changed_by", "=", userId)
        .execute();
    });
  }
}
