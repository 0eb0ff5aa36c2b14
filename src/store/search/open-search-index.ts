import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { SqliteError } from "better-sqlite3";
import { databaseFault } from "../explain-database.ts";
import { Connection } from "./connection.ts";
import { SearchIndexFile } from "./search-index-file.ts";
import { createTables, dropTables, indexVersion, readFact } from "./tables.ts";

export interface SearchIndexOptions {
  /** Comments in a shard; tests choose a small one. */
  readonly shardCapacity?: number;
  /** After so long a search stops at the next shard and gives what it has; `next` goes on from there. */
  readonly searchMs?: number;
}

/**
 * Opens the search index. A file of another version or one that cannot be read is made anew: it holds nothing that is not in the archive.
 * @param path of its own file, or `:memory:`
 * @throws {ConfigError} when there can be no file
 */
export function openSearchIndex(path: string, options: SearchIndexOptions = {}): SearchIndexFile {
  const inMemory = path === ":memory:";
  try {
    if (!inMemory) mkdirSync(dirname(path), { recursive: true });
    const writer = openTables(path, inMemory);
    // A second connection sees what is committed, while the first is in the middle of a long write.
    return new SearchIndexFile(writer, inMemory ? writer : new Connection(path), options);
  } catch (error) {
    throw databaseFault(`the search index ${path}`, error);
  }
}

/** The file beside the database, `:memory:` beside one in memory. @param databaseUrl `sqlite:<path>` */
export function searchPath(databaseUrl: string): string {
  const path = databaseUrl.replace(/^sqlite:/, "");
  return path === ":memory:" ? path : path.replace(/(\.db)?$/, ".search.db");
}

function openTables(path: string, inMemory: boolean): Connection {
  try {
    return readyTables(path);
  } catch (error) {
    const isDamaged =
      error instanceof SqliteError &&
      (error.code === "SQLITE_NOTADB" || error.code.startsWith("SQLITE_CORRUPT"));
    if (inMemory || !isDamaged) throw error;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    return readyTables(path);
  }
}

function readyTables(path: string): Connection {
  const connection = new Connection(path);
  try {
    const version = readFact(connection.db, "version");
    if (version !== indexVersion) {
      dropTables(connection.db);
      createTables(connection.db);
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
