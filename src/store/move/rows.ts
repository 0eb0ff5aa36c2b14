import { CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely";
import { chunksOf } from "../../chunks-of.ts";
import type { Schema } from "../schema.ts";
import { runsSideBySide } from "../transact.ts";
import { partsOf, primaryKeys, type Table } from "./tables.ts";

/** The values of a row by column: texts, numbers and nulls. */
export type Row = Readonly<Record<string, unknown>>;

const pageLength = 5_000;
/** SQLite takes 32,766 parameters in one statement. */
const rowsInStatement = 200;

/** Yields all rows of a table, page by page, in an order in which they can be added. */
export async function* pagesOf(db: Kysely<Schema>, table: Table): AsyncGenerator<readonly Row[]> {
  const keys: readonly string[] = primaryKeys[table];
  const key = sql.join(keys.map((column) => sql.ref(column)));
  for (const part of partsOf(table)) {
    let rest: RawBuilder<unknown> = part;
    for (;;) {
      const page = sql<Row>`
        select * from ${sql.table(table)} where ${rest} order by ${key} limit ${sql.lit(pageLength)}
      `;
      const { rows } = await page.execute(db);
      const last = rows.at(-1);
      if (last === undefined) break;
      yield rows;
      rest = sql`${part} and (${key}) > (${sql.join(keys.map((column) => last[column]))})`;
    }
  }
}

/** Adds rows as they are, with their numbers. */
export async function addRows(db: Kysely<Schema>, table: Table, rows: readonly Row[]): Promise<void> {
  if (runsSideBySide(db)) {
    const row = sql`null::${sql.table(table)}`;
    await sql`
      insert into ${sql.table(table)} select * from json_populate_recordset(${row}, ${JSON.stringify(rows)}::json)
    `.execute(db);
    return;
  }
  const columns = Object.keys(rows[0] ?? {});
  const row = `(${columns.map(() => "?").join(", ")})`;
  // Not as JSON, because SQLite would round some fractions that it reads there.
  for (const some of chunksOf(rows, rowsInStatement)) {
    const statement = `insert into ${table} (${columns.join(", ")}) values ${some.map(() => row).join(", ")}`;
    const parameters = some.flatMap((one) => columns.map((column) => one[column]));
    await db.executeQuery(CompiledQuery.raw(statement, parameters));
  }
}
