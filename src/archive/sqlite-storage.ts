import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
// A pre-release, pinned exactly in package.json: see README.md.
import { KeyvSqlite } from "@keyv/sqlite";
import type { KeyvStorageAdapter } from "keyv";
import { databasePath, inMemory } from "../sqlite/database-path.ts";
import { removeDatabase } from "../sqlite/remove-database.ts";
import type { OpenedStorage, OpenStorage } from "./opened-storage.ts";

/** SQLite's primary result codes. https://sqlite.org/rescode.html */
const damage: readonly number[] = [11, 26];
const refusals: readonly number[] = [8, 13];
/** How long a call waits for another program to unlock the file. The wait blocks the whole process. */
const busyTimeoutMs = 100;

/** Opens a file. A damaged file is replaced: everything in it can be fetched again. */
export function sqliteOpener(url: string): OpenStorage {
  const path = databasePath(url);
  let isDamaged = false;
  const isUsableAfter = (error: unknown) => {
    const code = resultCode(error);
    isDamaged ||= damage.includes(code);
    return refusals.includes(code);
  };
  return async () => {
    if (path !== inMemory) mkdirSync(dirname(path), { recursive: true });
    const isKnownDamaged = isDamaged;
    if (isDamaged) removeDatabase(path);
    isDamaged = false;
    const storage = new SqliteStorage(path, isUsableAfter);
    try {
      await storage.probe();
      return storage;
    } catch (error) {
      await storage.close();
      if (isKnownDamaged || isUsableAfter(error) || !isDamaged) throw error;
    }
    removeDatabase(path);
    isDamaged = false;
    return new SqliteStorage(path, isUsableAfter);
  };
}

/** Returns `0` if the error does not come from SQLite. */
function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ("errcode" in error) return Number(error.errcode) & 0xff;
  return resultCode(error.cause);
}

class SqliteStorage implements OpenedStorage {
  readonly isUsableAfter: (error: unknown) => boolean;
  readonly #path: string;
  readonly #adapters = new Map<string, KeyvSqlite>();

  constructor(path: string, isUsableAfter: (error: unknown) => boolean) {
    this.#path = path;
    this.isUsableAfter = isUsableAfter;
  }

  /** Every namespace needs its own instance: a second Keyv on it would overwrite the first one's namespace. */
  adapter(namespace: string): KeyvStorageAdapter {
    const known = this.#adapters.get(namespace);
    if (known !== undefined) return known;
    const adapter = new StrictSqlite({
      uri: `sqlite://${this.#path}`,
      wal: true,
      busyTimeout: busyTimeoutMs,
      iterationLimit: 200,
    });
    adapter.namespace = namespace;
    this.#adapters.set(namespace, adapter);
    return adapter;
  }

  /** @throws when the file cannot be read */
  async probe(): Promise<void> {
    await this.adapter("records").has("");
  }

  async close(): Promise<void> {
    for (const adapter of this.#adapters.values()) await adapter.disconnect().catch(() => undefined);
  }
}

/** Throws errors that the adapter only emits. */
class StrictSqlite extends KeyvSqlite {
  #failures = 0;
  #last: unknown;

  constructor(options: ConstructorParameters<typeof KeyvSqlite>[0]) {
    super(options);
    this.on("error", (error) => {
      this.#failures += 1;
      this.#last = error;
    });
  }

  override async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    if (!(await super.set(key, value, expires))) throw this.#failure("a record was not written");
    return true;
  }

  override async setMany(entries: Parameters<KeyvSqlite["setMany"]>[0]): Promise<boolean[]> {
    const results = await super.setMany(entries);
    if (results?.includes(false)) throw this.#failure("records were not written");
    return entries.map(() => true);
  }

  override async *iterator(): ReturnType<KeyvSqlite["iterator"]> {
    const failures = this.#failures;
    yield* super.iterator();
    if (this.#failures !== failures) throw this.#failure("the records could not be read to their end");
  }

  #failure(message: string): Error {
    return new Error(message, { cause: this.#last });
  }
}
