import { Keyv, type KeyvStorageAdapter } from "keyv";
import type { Clock } from "../clock.ts";

/** Is told what is put, and does the writing at the right moment. */
export type Watcher<T> = (records: readonly T[], write: () => Promise<void>) => Promise<void>;

/** A record of the archive with the moment (ms) the site was last heard of it. */
export type Kept<T> = T & { readonly readAtMs: number };

/** One kind of record, kept by reference. A record that cannot be read counts as missing: it can be fetched again. */
export class Shelf<K extends string, T extends { readonly reference: K }> {
  readonly #keyv: Keyv<Kept<T>>;
  readonly #clock: Pick<Clock, "now">;
  #failures = 0;
  #watcher: Watcher<T> = (_records, write) => write();

  /** @param onError hears of every failure of the cache below */
  constructor(
    namespace: string,
    adapter: KeyvStorageAdapter,
    clock: Pick<Clock, "now">,
    onError: (error: unknown) => void,
  ) {
    this.#clock = clock;
    this.#keyv = new Keyv<Kept<T>>({ store: adapter, namespace });
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

  async get(reference: K): Promise<Kept<T> | undefined> {
    return await this.#keyv.get(reference);
  }

  /** Those that are there. */
  async getMany(references: readonly K[]): Promise<ReadonlyMap<K, Kept<T>>> {
    if (references.length === 0) return new Map();
    const records = await this.#keyv.getMany([...references]);
    return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.reference, record]])));
  }

  /** Takes what a site has just said. */
  async put(records: readonly T[]): Promise<void> {
    if (records.length === 0) return;
    const readAtMs = this.#clock.now();
    await this.#watcher(records, async () => {
      await this.#keyv.setMany(
        records.map((record) => ({ key: record.reference, value: { ...record, readAtMs } })),
      );
    });
  }

  /** Those that are not there are no error. @throws {Error} when the cache fails, so that nothing counts as removed that is not */
  async remove(references: readonly K[]): Promise<void> {
    if (references.length === 0) return;
    const failures = this.#failures;
    await this.#keyv.deleteMany([...references]);
    if (this.#failures !== failures) throw new Error("the archive could not remove records");
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
