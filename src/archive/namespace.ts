import { Keyv, KeyvJsonSerializer } from "keyv";
import { chunksOf } from "../chunks-of.ts";
import { BoundedAdapter } from "./bounded-adapter.ts";
import { hurriedMs } from "./hurry.ts";
import type { Kind } from "./kinds.ts";
import type { Storage } from "./storage.ts";
import { Unsaved, type UnsavedEntry } from "./unsaved.ts";
import { within } from "./within.ts";

/** The records found for some keys. */
export interface FoundRecords<V> {
  readonly found: ReadonlyMap<string, V>;
  /** True if the other records are certainly missing; false if the storage did not answer. */
  readonly isCertain: boolean;
}

/** Records written at once when the storage is back. */
const batchSize = 200;

/**
 * One kind of record in the storage. Records that the storage does not take are held here and read from here until it does, so an
 * older record never stands for a newer one.
 */
export class Namespace<V> {
  readonly #keyv: Keyv<V>;
  readonly #unsaved = new Unsaved<V>();

  constructor(storage: Storage, name: Kind) {
    this.#keyv = new Keyv<V>({
      store: new BoundedAdapter(storage, name),
      namespace: name,
      serialization: tolerantJson,
    });
    storage.onReturn(() => this.#flush());
  }

  async read(keys: readonly string[]): Promise<FoundRecords<V>> {
    const found = new Map<string, V>();
    const asked: string[] = [];
    for (const key of keys) {
      const entry = this.#unsaved.get(key);
      if (entry === undefined) asked.push(key);
      else if (entry.value !== undefined) found.set(key, entry.value);
    }
    if (asked.length === 0) return { found, isCertain: true };
    try {
      const values = await hurried(this.#keyv.getMany(asked));
      for (const [index, key] of asked.entries()) {
        const value = values[index];
        if (value !== undefined) found.set(key, value);
      }
      return { found, isCertain: true };
    } catch {
      // The storage reports this failure once.
      return { found, isCertain: false };
    }
  }

  /** Returns whether the storage took the records. They can be read in either case. */
  async write(records: ReadonlyMap<string, V>, ttlMs?: number): Promise<boolean> {
    const entries = new Map([...records].map(([key, value]) => [key, { value, ttlMs }]));
    for (const [key, entry] of entries) this.#unsaved.keep(key, entry);
    return await this.#inTime(this.#save(entries));
  }

  /** Returns whether the records are gone from the storage. They cannot be read in either case. */
  async remove(keys: readonly string[]): Promise<boolean> {
    const entries = new Map(keys.map((key) => [key, { value: undefined }]));
    for (const [key, entry] of entries) this.#unsaved.keep(key, entry);
    return await this.#save(entries);
  }

  /**
   * Yields all records that the storage has or has not taken yet, in no particular order.
   * @throws {StorageError} if the storage fails on the way, so a part is never taken for the whole
   */
  async *all(): AsyncGenerator<V> {
    for await (const [, value] of this.#keyv.iterator()) if (value !== undefined) yield value as V;
    for (const { value } of [...this.#unsaved.entries.values()]) if (value !== undefined) yield value;
  }

  /** @throws {StorageError} if the storage still refuses something */
  async #flush(): Promise<void> {
    // Removals first: they make room.
    const entries = [...this.#unsaved.entries].sort(
      ([, a], [, b]) => Number(a.value !== undefined) - Number(b.value !== undefined),
    );
    for (const batch of chunksOf(entries, batchSize)) await this.#store(new Map(batch));
  }

  async #save(entries: ReadonlyMap<string, UnsavedEntry<V>>): Promise<boolean> {
    try {
      await this.#store(entries);
      return true;
    } catch {
      this.#unsaved.hold([...entries.keys()]);
      return false;
    }
  }

  async #store(entries: ReadonlyMap<string, UnsavedEntry<V>>): Promise<void> {
    const gone = [...entries].flatMap(([key, { value }]) => (value === undefined ? [key] : []));
    const written = [...entries].flatMap(([key, { value, ttlMs }]) =>
      value === undefined ? [] : [{ key, value, ...(ttlMs === undefined ? {} : { ttl: ttlMs }) }],
    );
    if (gone.length > 0) await this.#keyv.deleteMany(gone);
    if (written.length > 0) await this.#keyv.setMany(written);
    for (const [key, entry] of entries) this.#unsaved.settle(key, entry);
  }

  /** Stops waiting if the caller is in a hurry; the write continues. */
  async #inTime(saving: Promise<boolean>): Promise<boolean> {
    return await hurried(saving).catch(() => false);
  }
}

async function hurried<T>(work: Promise<T>): Promise<T> {
  const ms = hurriedMs();
  return await (ms === undefined ? work : within(work, ms));
}

const json = new KeyvJsonSerializer();

/** Reads an unreadable record as missing: it can be fetched again. */
const tolerantJson = {
  stringify: (value: unknown): string => json.stringify(value),
  parse<T>(text: string): T {
    try {
      return json.parse<T>(text);
    } catch {
      return undefined as T;
    }
  },
};
