import type Database from "better-sqlite3";

/** The most statements that a connection keeps. The bot uses a few hundred, some with lists of varying length. */
const most = 300;

/** Makes a connection that prepares a statement only once, as long as it is among the last ones used. */
export function withKeptStatements(
  database: Database.Database,
): Pick<Database.Database, "close"> & { prepare(sql: string): Database.Statement<unknown[]> } {
  const kept = new Map<string, Database.Statement<unknown[]>>();
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare<unknown[]>(sql);
      kept.delete(sql);
      kept.set(sql, statement);
      if (kept.size > most) kept.delete(kept.keys().next().value ?? sql);
      return statement;
    },
    close: () => database.close(),
  };
}
