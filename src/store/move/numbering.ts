import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import { runsSideBySide } from "../transact.ts";
import type { Table } from "./tables.ts";

/** Returns the highest number that a row of the table has ever had; 0 if it never had any. A number is never given twice. */
export async function lastNumberOf(db: Kysely<Schema>, table: Table): Promise<number> {
  const last = runsSideBySide(db)
    ? sql<{ last: number | null }>`
        select pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass) as last
      `
    : sql<{ last: number | null }>`select max(seq) as last from sqlite_sequence where name = ${table}`;
  return (await last.execute(db)).rows[0]?.last ?? 0;
}

/** Lets the next row of the table have the next number. */
export async function numberAfter(db: Kysely<Schema>, table: Table, last: number): Promise<void> {
  if (last === 0) return;
  if (runsSideBySide(db)) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${last})`.execute(db);
    return;
  }
  await sql`delete from sqlite_sequence where name = ${table}`.execute(db);
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(db);
}
