import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { describe, expect, it } from "vitest";
import { migrate } from "../../src/store/migrate.ts";
import { sqliteMigrations } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Schema } from "../../src/store/schema.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { postgresSchema, sqliteSchema } from "./schemas.ts";

describe.skipIf(!hasPostgres)(`a migrated Postgres ${needsPostgres}`, () => {
  it("has the tables, columns, keys and indexes of a migrated SQLite", async () => {
    const database = await PostgresDatabase.create();
    const tables = await database.tables();
    const file = new Database(":memory:");
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: file }) });
    await migrate(db, sqliteMigrations);
    const names = (await db.introspection.getTables({ withInternalKyselyTables: false })).map(
      ({ name }) => name,
    );
    expect(tables).toEqual(names.toSorted());
    const ofSqlite = await sqliteSchema(
      async (sql) => file.prepare<[], Record<string, unknown>>(sql).all(),
      tables,
    );
    expect(await postgresSchema((sql) => database.query(sql), tables)).toEqual(ofSqlite);
    await db.destroy();
    await database.drop();
  });

  it("compares texts by their bytes in every column", async () => {
    const database = await PostgresDatabase.create();
    const others = await database.query(
      `select table_name, column_name from information_schema.columns
       where table_schema = 'public' and table_name not like 'kysely%' and data_type = 'text' and collation_name is distinct from 'C'`,
    );
    expect(others).toEqual([]);
    await database.drop();
  });

  it("is migrated once by processes that start at the same moment", async () => {
    const database = await PostgresDatabase.create({ isEmpty: true });
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(database.url)));
    const done = await database.query<{ name: string }>("select name from kysely_migration");
    expect(new Set(done.map(({ name }) => name)).size).toBe(done.length);
    expect(await database.tables()).toContain("ledger");
    const locks = await database.query(`select 1 from pg_locks join pg_database on pg_database.oid = database
       where locktype = 'advisory' and datname = current_database()`);
    expect(locks).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });

  it("refuses a number that would not be exact", async () => {
    const database = await PostgresDatabase.create();
    const store = await openStore(database.url);
    await database.query(`insert into cursors values ('lesswrong', '', ${2n ** 53n})`);
    await expect(store.cursors.get("lesswrong")).rejects.toThrow(
      "9007199254740992 is too large for a number",
    );
    await database.query(`update cursors set polled_at_ms = ${2n ** 53n - 1n}`);
    expect(await store.cursors.get("lesswrong")).toMatchObject({ polledAtMs: Number.MAX_SAFE_INTEGER });
    await store.close();
    await database.drop();
  });
});
