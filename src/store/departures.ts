import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Servers that removed the bot, since when, and for how long the bot has seen that. */
export class Departures {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Returns whether this is new. */
  async note(guildId: string, sinceMs: number): Promise<boolean> {
    const inserted = await this.#db
      .insertInto("departures")
      .values({ guild_id: guildId, since_ms: sinceMs })
      .onConflict((conflict) => conflict.column("guild_id").doNothing())
      .returning("guild_id")
      .executeTakeFirst();
    return inserted !== undefined;
  }

  /** Notes that the bot is back, or that nothing of the server is left. */
  async remove(guildId: string): Promise<boolean> {
    const removed = await this.#db
      .deleteFrom("departures")
      .where("guild_id", "=", guildId)
      .returning("guild_id")
      .executeTakeFirst();
    return removed !== undefined;
  }

  async has(guildId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("departures")
      .select("guild_id")
      .where("guild_id", "=", guildId)
      .executeTakeFirst();
    return row !== undefined;
  }

  async all(): Promise<readonly string[]> {
    const rows = await this.#db.selectFrom("departures").select("guild_id").execute();
    return rows.map((row) => row.guild_id);
  }

  /** Adds time for which the bot has seen that it is gone. Returns the total (ms); `undefined` if the bot is back. */
  async prolong(guildId: string, byMs: number): Promise<number | undefined> {
    const row = await this.#db
      .updateTable("departures")
      .set((departure) => ({ absent_ms: departure("absent_ms", "+", Math.round(byMs)) }))
      .where("guild_id", "=", guildId)
      .returning("absent_ms")
      .executeTakeFirst();
    return row?.absent_ms;
  }
}
