import { type Kysely, type RawBuilder, sql } from "kysely";
import { type NamedRow, namedRow } from "./named-row.ts";
import type { Schema } from "./schema.ts";
import { guildSubject, transact } from "./transact.ts";

/** How the rows of a table belong to a server: by a column of their own, through a row of another table, or not at all. */
type Belonging =
  | { readonly by: "guild" }
  | { readonly by: "parent"; readonly parent: keyof Schema; readonly column: string }
  | { readonly by: "nothing" };

const ofGuild: Belonging = { by: "guild" };
const ofFollow: Belonging = { by: "parent", parent: "follows", column: "follow_id" };
const ofThread: Belonging = { by: "parent", parent: "threads", column: "thread_id" };

/** Every table, parents before their children. A new table must say here whose data it holds. */
export const belongings: { readonly [Table in keyof Schema]: Belonging } = {
  follows: ofGuild,
  threads: ofGuild,
  thread_follows: ofThread,
  ledger: ofThread,
  trouble_reports: ofFollow,
  quotes: ofGuild,
  replies: ofGuild,
  settings: ofGuild,
  departures: ofGuild,
  cursors: { by: "nothing" },
  public_sites: { by: "nothing" },
  site_requests: { by: "nothing" },
  opt_outs: { by: "nothing" },
  opt_out_records: { by: "nothing" },
  opt_out_codes: { by: "nothing" },
  invalid_requests: { by: "nothing" },
  original_ids: { by: "nothing" },
};

const guildTables = (Object.keys(belongings) as (keyof Schema)[]).filter(
  (table) => belongings[table].by !== "nothing",
);

/** Number of a server's rows of each kind. */
export interface GuildCounts {
  readonly follows: number;
  readonly messages: number;
  readonly quotes: number;
  readonly replies: number;
}

/** All rows of a server by table, with all columns. */
export type GuildExport = Readonly<Record<string, readonly NamedRow[]>>;

/** Everything that the store holds about one server. */
export class GuildData {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async counts(guildId: string): Promise<GuildCounts> {
    const count = async (table: keyof Schema): Promise<number> => {
      const counted = sql<{ count: number }>`
        select count(*) as count from ${sql.table(table)} where ${isOf(table, guildId)}
      `;
      return Number((await counted.execute(this.#db)).rows[0]?.count ?? 0);
    };
    return {
      follows: await count("follows"),
      messages: await count("ledger"),
      quotes: await count("quotes"),
      replies: await count("replies"),
    };
  }

  /** Lists the servers that the bot works for. Quotes do not count: members take them to servers where it never was. */
  async guilds(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("follows")
      .select("guild_id")
      .union(this.#db.selectFrom("settings").select("guild_id"))
      .execute();
    return rows.map((row) => row.guild_id);
  }

  async export(guildId: string): Promise<GuildExport> {
    const snapshot = this.#db.transaction().setIsolationLevel("repeatable read");
    return await snapshot.execute(async (transaction) => {
      const tables: [string, readonly NamedRow[]][] = [];
      for (const table of guildTables) {
        const rows = sql<NamedRow>`select * from ${sql.table(table)} where ${isOf(table, guildId)} order by 1, 2`;
        tables.push([table, (await rows.execute(transaction)).rows.map(namedRow)]);
      }
      return Object.fromEntries(tables);
    });
  }

  /** Forgets all rows or, if that fails, none. Messages in Discord stay. */
  async forget(guildId: string): Promise<void> {
    await transact(this.#db, guildSubject(guildId), async (transaction) => {
      for (const table of guildTables.toReversed())
        await sql`delete from ${sql.table(table)} where ${isOf(table, guildId)}`.execute(transaction);
    });
  }
}

function isOf(table: keyof Schema, guildId: string): RawBuilder<unknown> {
  const belonging = belongings[table];
  if (belonging.by === "guild") return sql`guild_id = ${guildId}`;
  if (belonging.by === "nothing") return sql`false`;
  const { parent, column } = belonging;
  return sql`${sql.ref(column)} in (select id from ${sql.table(parent)} where ${isOf(parent, guildId)})`;
}
