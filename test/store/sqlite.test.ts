import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { storeContract } from "./contract/store-contract.ts";
import type { TestDatabase } from "./contract/test-database.ts";

async function makeDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-"));
  const path = join(folder, "deep", "store.db");
  const query = (sql: string): readonly Record<string, unknown>[] => {
    const file = new Database(path);
    try {
      const statement = file.prepare<[], Record<string, unknown>>(sql);
      if (statement.reader) return statement.all();
      statement.run();
      return [];
    } finally {
      file.close();
    }
  };
  return {
    open: (clock) => openStore(`sqlite:${path}`, undefined, clock),
    query: async (sql) => query(sql),
    tables: async () =>
      query("select name from sqlite_schema where type = 'table'")
        .map(({ name }) => String(name))
        .filter((name) => !/^(sqlite|kysely)_/.test(name))
        .map((name) => ({ name, rows: query(`select * from "${name}"`).length })),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

describe("the store in SQLite", () => storeContract(makeDatabase));
