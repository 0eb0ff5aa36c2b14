import { openStore } from "../../src/store/open-store.ts";
import type { TestDatabase } from "../store/contract/test-database.ts";
import type { PostgresDatabase } from "./database.ts";

/** Lends one database to one test after another, because making a database takes longer than most of these tests. */
export async function lend(database: PostgresDatabase): Promise<TestDatabase> {
  const names = await database.tables();
  return {
    open: (clock) => openStore(database.url, undefined, clock),
    query: (sql) => database.query(sql),
    tables: async () => {
      const counts = names.map((name) => `select '${name}' as name, count(*)::int as rows from ${name}`);
      return await database.query<{ name: string; rows: number }>(counts.join(" union all "));
    },
    remove: async () => {
      const numbered = ["follows", "threads"].map(
        (table) => `select setval(pg_get_serial_sequence('${table}', 'id'), 1, false)`,
      );
      // Faster than truncating tables that have only a few rows.
      await database.query([...names.map((name) => `delete from ${name}`), ...numbered].join("; "));
    },
  };
}
