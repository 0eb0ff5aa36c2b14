import type { KeyvStorageEntry } from "keyv";
import { type Kysely, sql } from "kysely";
import type { Entries, StorageAdapter } from "./opened-storage.ts";

export interface ArchiveTables {
  readonly archive: {
    readonly namespace: string;
    readonly key: string;
    readonly value: string;
    /** When the record ends (ms since the epoch); null if it lasts. */
    readonly expires_at_ms: number | null;
  };
}

const pageLength = 200;

/**
 * One namespace of the archive in Postgres, as Keyv's storage. `@keyv/postgres` will not do: nothing listens for its errors, so
 * the process would end whenever the server ends an idle connection.
 */
export class PostgresAdapter implements StorageAdapter {
  readonly #db: Kysely<ArchiveTables>;
  readonly #namespace: string;

  constructor(db: Kysely<ArchiveTables>, namespace: string) {
    this.#db = db;
    this.#namespace = namespace;
  }

  async get<Value>(key: string): Promise<Value | undefined> {
    return (await this.getMany<Value>([key]))[0];
  }

  async getMany<Value>(keys: string[]): Promise<(Value | undefined)[]> {
    const rows = await this.#lasting.select(["key", "value"]).where(isAmong(keys)).execute();
    const values = new Map(rows.map(({ key, value }) => [key, value as Value]));
    return keys.map((key) => values.get(key));
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((value) => value !== undefined);
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    await this.setMany([{ key, value, ...(expires === undefined ? {} : { expires }) }]);
    return true;
  }

  async setMany<Value>(given: KeyvStorageEntry<Value>[]): Promise<boolean[]> {
    // Always in the same order, so that writers of the same keys wait for each other instead of getting stuck.
    const entries = [...new Map(given.map((entry) => [entry.key, entry])).values()].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    const keys = entries.map(({ key }) => key);
    const values = entries.map(({ value }) => value);
    const expiries = entries.map(({ expires }) => expires ?? null);
    await sql`
      insert into archive (namespace, key, value, expires_at_ms)
      select ${this.#namespace}, * from unnest(${keys}::text[], ${values}::text[], ${expiries}::bigint[])
      on conflict (namespace, key) do update set value = excluded.value, expires_at_ms = excluded.expires_at_ms
    `.execute(this.#db);
    if (expiries.some((expiry) => expiry !== null)) await this.#removeExpired();
    return given.map(() => true);
  }

  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key]))[0] === true;
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    const rows = await this.#db
      .deleteFrom("archive")
      .where("namespace", "=", this.#namespace)
      .where(isAmong(keys))
      .returning("key")
      .execute();
    const deleted = new Set(rows.map(({ key }) => key));
    return keys.map((key) => deleted.has(key));
  }

  async clear(): Promise<void> {
    await this.#db.deleteFrom("archive").where("namespace", "=", this.#namespace).execute();
  }

  async *iterator<Value>(): Entries<Value> {
    let last = "";
    for (;;) {
      const rows = await this.#lasting
        .select(["key", "value"])
        .where("key", ">", last)
        .orderBy("key")
        .limit(pageLength)
        .execute();
      for (const { key, value } of rows) yield [key, value as Awaited<Value>];
      const end = rows.at(-1);
      if (end === undefined) return;
      last = end.key;
    }
  }

  /** The namespace's records that have not expired. */
  get #lasting() {
    return this.#db
      .selectFrom("archive")
      .where("namespace", "=", this.#namespace)
      .where(({ or, eb }) => or([eb("expires_at_ms", "is", null), eb("expires_at_ms", ">", Date.now())]));
  }

  /** Few records expire, so this costs little. */
  async #removeExpired(): Promise<void> {
    await this.#db.deleteFrom("archive").where("expires_at_ms", "<=", Date.now()).execute();
  }
}

/** One parameter, whatever the number of keys. */
function isAmong(keys: readonly string[]) {
  return sql<boolean>`key = any(${keys}::text[])`;
}
