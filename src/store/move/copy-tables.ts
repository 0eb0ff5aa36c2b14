import { type Kysely, sql } from "kysely";
import { ConfigError } from "../../config.ts";
import { storable } from "../../postgres/storable.ts";
import type { Schema } from "../schema.ts";
import { runsSideBySide } from "../transact.ts";
import { type Contents, ContentsSum } from "./contents.ts";
import { lastNumberOf, numberAfter } from "./numbering.ts";
import { addRows, pagesOf, type Row } from "./rows.ts";
import type { Side } from "./side.ts";
import { numberedTables, type Table, tables } from "./tables.ts";

/** Progress of a move: every row is copied first and compared afterwards. */
export interface CopyProgress {
  readonly step: "copying" | "comparing";
  readonly table: Table;
  /** Share of the whole work, 0 to 1. */
  readonly share: number;
}

/** The contents of every table, the same in both databases. */
export type Copied = ReadonlyMap<Table, Contents>;

/** A database within its transaction. */
export interface OpenSide {
  readonly side: Side;
  readonly db: Kysely<Schema>;
}

/**
 * Copies all tables and compares them.
 * @throws {ConfigError} if a database fails, refuses a row, or holds something different afterwards
 */
export async function copyTables(
  from: OpenSide,
  to: OpenSide,
  onProgress: (progress: CopyProgress) => void,
): Promise<Copied> {
  await from.side.run(() => holdStill(from.db));
  const total = 2 * (await from.side.run(() => countRows(from.db)));
  let done = 0;
  const report = (step: CopyProgress["step"], table: Table, rows: number) => {
    done += rows;
    onProgress({ step, table, share: total === 0 ? 1 : done / total });
  };
  const copied = new Map<Table, Contents>();
  for (const table of tables) {
    const sum = new ContentsSum();
    for await (const page of readPages(from, table)) {
      const rows = runsSideBySide(to.db) ? page.map(storableRow) : page;
      await add(to, table, rows);
      sum.add(rows);
      report("copying", table, rows.length);
    }
    copied.set(table, sum.contents);
  }
  for (const table of numberedTables) {
    const last = await from.side.run(() => lastNumberOf(from.db, table));
    await to.side.run(() => numberAfter(to.db, table, last));
  }
  for (const [table, expected] of copied) {
    const sum = new ContentsSum();
    for await (const rows of readPages(to, table)) {
      sum.add(rows);
      report("comparing", table, rows.length);
    }
    requireSame(to.side, table, expected, sum.contents);
  }
  return copied;
}

/** Keeps an operator's scripts from changing what is being copied: they wait, or say that the database is locked. */
async function holdStill(db: Kysely<Schema>): Promise<void> {
  if (runsSideBySide(db))
    await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in share mode`.execute(db);
  // Any change makes SQLite's transaction the only one that can write.
  else await sql`delete from cursors where false`.execute(db);
}

async function countRows(db: Kysely<Schema>): Promise<number> {
  let rows = 0;
  for (const table of tables) {
    const counted = sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`;
    rows += Number((await counted.execute(db)).rows[0]?.count ?? 0);
  }
  return rows;
}

async function* readPages({ side, db }: OpenSide, table: Table): AsyncGenerator<readonly Row[]> {
  const pages = pagesOf(db, table);
  for (;;) {
    const page = await side.run(() => pages.next());
    if (page.done === true) return;
    yield page.value;
  }
}

/** Postgres cannot store the NUL character. The store itself replaces it in the same way. */
function storableRow(row: Row): Row {
  const isStorable = Object.values(row).every((value) => storable(value) === value);
  if (isStorable) return row;
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, storable(value)]));
}

async function add({ side, db }: OpenSide, table: Table, rows: readonly Row[]): Promise<void> {
  try {
    await side.run(() => addRows(db, table, rows));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `${side.name} does not accept a row of the table ${table} (${reason}); correct the row in the other database, or report this`,
    ]);
  }
}

function requireSame(side: Side, table: Table, expected: Contents, found: Contents): void {
  if (found.rows === expected.rows && found.checksum === expected.checksum) return;
  throw new ConfigError([
    `${side.name} would hold something else in the table ${table} (${found.rows} rows with the checksum ${found.checksum} instead of ${expected.rows} with ${expected.checksum}); report this`,
  ]);
}
