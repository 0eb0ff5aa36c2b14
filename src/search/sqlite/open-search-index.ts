import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { SqliteError } from "better-sqlite3";
import { databasePath, inMemory } from "../../sqlite/database-path.ts";
import { databaseFault } from "../../sqlite/explain-database.ts";
import { removeDatabase } from "../../sqlite/remove-database.ts";
import { currentFolding } from "../foldings.ts";
import { Connection } from "./connection.ts";
import { RenewingIndex } from "./renewing-index.ts";
import { type IndexFileOptions, SearchIndexFile } from "./search-index-file.ts";
import { addOtherScores, createTables, dropTables, hasTables, readFact } from "./tables.ts";

/**
 * Opens the search index. Replaces a file that has other tables or cannot be read: it holds nothing that the archive lacks. An
 * index with another folding answers until a new one is built.
 * @param path of its own file, or `:memory:`
 * @throws {ConfigError} if there can be no file
 */
export function openSearchIndex(
  path: string,
  options: IndexFileOptions = {},
): SearchIndexFile | RenewingIndex {
  const nextPath = path.replace(/(\.db)?$/, ".next.db");
  try {
    if (path === inMemory) return openFile(path, options, false);
    mkdirSync(dirname(path), { recursive: true });
    const index = openFile(path, options, true);
    if (!index.isCurrent) {
      const open = (each: string) => openFile(each, options, each === path);
      return new RenewingIndex(index, { path, nextPath, open });
    }
    removeDatabase(nextPath);
    return index;
  } catch (error) {
    throw databaseFault(`the search index ${path}`, error);
  }
}

/**
 * The file beside the database; `:memory:` beside a database in memory.
 * @param databaseUrl `sqlite:<path>`
 */
export function searchPath(databaseUrl: string): string {
  const path = databasePath(databaseUrl);
  return path === inMemory ? path : path.replace(/(\.db)?$/, ".search.db");
}

function openFile(path: string, options: IndexFileOptions, mayBeOld: boolean): SearchIndexFile {
  const writer = openTables(path, mayBeOld);
  try {
    // A second connection sees committed data while the first is in the middle of a long write.
    return new SearchIndexFile(writer, path === inMemory ? writer : new Connection(path), options);
  } catch (error) {
    writer.close();
    throw error;
  }
}

function openTables(path: string, mayBeOld: boolean): Connection {
  try {
    return readyTables(path, mayBeOld);
  } catch (error) {
    const isDamaged =
      error instanceof SqliteError &&
      (error.code === "SQLITE_NOTADB" || error.code.startsWith("SQLITE_CORRUPT"));
    if (path === inMemory || !isDamaged) throw error;
    removeDatabase(path);
    return readyTables(path, mayBeOld);
  }
}

function readyTables(path: string, mayBeOld: boolean): Connection {
  const connection = new Connection(path);
  try {
    const { db } = connection;
    if (!hasTables(db) || !(mayBeOld || readFact(db, "folding") === currentFolding.version)) {
      dropTables(db);
      createTables(db, currentFolding);
    } else addOtherScores(db);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
