import { Keyv, type KeyvStorageAdapter } from "keyv";

/** Is told what is put, and does the writing at the right moment. */
export type Watcher<T> = (records: readonly T[], write: () => Promise<void>) => Promise<void>;

/** One kind of record, kept by reference. A record that cannot be read counts as missing: it can be fetched again. */
export class Shelf<K extends string, T extends { readonly reference: K }> {
  readonly #keyv: Keyv<T>;
  #failures = 0;
  #watcher: Watcher<T> = (_records, write) => write();

  /** @param onError hears of every failure of the cache below */
  constructor(namespace: string, adapter: KeyvStorageAdapter, onError: (error: unknown) => void) {
    this.#keyv = new Keyv<T>({ store: adapter, namespace });
    // With a listener keyv answers a failed read with a miss instead of throwing.
    this.#keyv.on("error", (error: unknown) => {
      this.#failures += 1;
      onError(error);
    });
  }

  /** Rises with every failure of the cache: misses between two equal counts are true ones. */
  get failures(): number {
    return this.#failures;
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
    await this.#watcher(records, async () => {
      await this.#keyv.setMany(records.map((record) => ({ key: record.reference, value: record })));
    });
  }

  watch(watcher: Watcher<T>): void {
    this.#watcher = watcher;
  }

  /**
   * All records in no particular order, a batch at a time.
   * @throws {Error} when the cache fails on the way, so that part of it is never taken for all
   */
  async *batches(size: number): AsyncGenerator<readonly T[]> {
    const failures = this.#failures;
    let batch: T[] = [];
    for await (const [, record] of this.#keyv.iterator()) {
      batch.push(record as T);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
    if (this.#failures !== failures) throw new Error("the archive could not be read to its end");
    if (batch.length > 0) yield batch;
  }

  async close(): Promise<void> {
    await this.#keyv.disconnect();
  }
}
