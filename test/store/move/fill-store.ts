import Database from "better-sqlite3";
import type { Row } from "../../../src/store/move/rows.ts";
import { tables } from "../../../src/store/move/tables.ts";
import { openStore } from "../../../src/store/open-store.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly pk: number;
}

/** Numbers of rows of the large tables. */
interface Counts {
  readonly ledger?: number;
  readonly threads?: number;
}

interface Position {
  readonly index: number;
  readonly last: number;
}

const rowsOfATable = 3;
const fractions = ["min_score", "starter_score", "shown_score", "shown_agreement"];
const idOf = (index: number) => 3 * index + 1;
const authorOf = (index: number) => `lesswrong:user:${index}`;

/** Makes a database in which every table has rows, with every kind of value and with gaps between their numbers. */
export async function fillStore(
  path: string,
  { ledger = rowsOfATable, threads = rowsOfATable }: Counts = {},
): Promise<void> {
  await (await openStore(`sqlite:${path}`)).close();
  const file = new Database(path);
  file.pragma("foreign_keys = off");
  file.pragma("synchronous = off");
  file.transaction(() => {
    for (const table of tables) {
      const columns = file.prepare<[], Column>(`pragma table_info(${table})`).all();
      const insert = file.prepare(
        `insert into ${table} (${columns.map(({ name }) => name)}) values (${columns.map(() => "?")})`,
      );
      const rows = table === "ledger" ? ledger : table === "threads" ? threads : rowsOfATable;
      for (let index = 0; index < rows; index += 1)
        insert.run(columns.map((column) => fillerOf(table, column, { index, last: rows - 1 })));
    }
  })();
  // A reply with a higher number was deleted. Its number is never given again.
  file.exec("update sqlite_sequence set seq = 1000 where name = 'replies'");
  file.close();
}

function fillerOf(table: string, { name, type, notnull, pk }: Column, { index, last }: Position): unknown {
  if (name === "id" && table !== "original_ids") return idOf(index);
  if (name === "thread_id" || name === "follow_id") return idOf(index % rowsOfATable);
  if (name === "author") return authorOf(index);
  // The first thread is a copy of the last one, which has a higher number.
  if (name === "merging_into") return index === 0 ? idOf(last) : null;
  if (notnull === 0 && pk === 0 && index % 3 === 2) return null;
  if (fractions.includes(name)) return index % 2 === 0 ? 0.1 + 0.2 : -7;
  return type === "text" ? `${table} ${name} “é” 𝒳 \\ "\n${index}` : 1_764_500_000_000 + index;
}

/** Reads every table of a database file. */
export function readStore(path: string): Readonly<Record<string, readonly Row[]>> {
  const file = new Database(path, { readonly: true });
  const rows = [...tables, "sqlite_sequence"].map((table) => [
    table,
    file.prepare<[], Row>(`select * from ${table} order by 1, 2`).all(),
  ]);
  file.close();
  return Object.fromEntries(rows) as Readonly<Record<string, readonly Row[]>>;
}
