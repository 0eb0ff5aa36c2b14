import { Keyv, type KeyvStorageAdapter } from "keyv";

/** One kind of record, kept by reference. A record that cannot be read counts as missing: it can be fetched again. */
export class Shelf<K extends string, T extends { readonly reference: K }> {
  readonly #keyv: Keyv<T>;

  /** @param onError hears of every failure of the cache below */
  constructor(namespace: string, adapter: KeyvStorageAdapter, onError: (error: unknown) => void) {
    this.#keyv = new Keyv<T>({ store: adapter, namespace });
    // With a listener keyv answers a failed read with a miss instead of throwing.
    this.#keyv.on("error", onError);
  }

  async get(reference: K): Promise<T | undefined> {
    return await this.#keyv.get(reference);
  }

  /** Those that are there. */
  async getMany(references: readonly K[]): Promise<ReadonlyMap<K, T>> {
    if (references.length === 0) return new Map();
    const records = await this.#keyv.getMany([...references]);
    return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.reference, record]])));
  }

  async put(records: readonly T[]): Promise<void> {
    if (records.length === 0) return;
    await this.#keyv.setMany(records.map((record) => ({ key: record.reference, value: record })));
  }

  async close(): Promise<void> {
    await this.#keyv.disconnect();
  }
}
