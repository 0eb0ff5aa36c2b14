import type { Clock } from "../clock.ts";
import type { Kind } from "./kinds.ts";
import { Namespace } from "./namespace.ts";
import { type Storage, StorageError } from "./storage.ts";

/** Receives the records to write, and writes them at the right moment. */
export type Watcher<T> = (records: readonly T[], write: () => Promise<void>) => Promise<void>;

/** A record of the archive with the moment (ms) at which the site last returned it. */
export type Kept<T> = T & { readonly readAtMs: number };

/** Converts a record stored by an older version of the bot; see old-records.ts. */
export type Renew<T> = <R extends T>(kept: R) => R;

/** The records found in the archive. */
export interface KeptRecords<K, T> {
  readonly kept: ReadonlyMap<K, Kept<T>>;
  /** True if the other records are certainly missing; false if the archive did not answer. */
  readonly isCertain: boolean;
}

/**
 * One kind of record, kept by reference. An unreadable record counts as missing: it can be fetched again. No method fails or waits
 * long because of the storage, unless its comment says so.
 */
export class Shelf<K extends string, T extends { readonly reference: K }> {
  readonly #namespace: Namespace<Kept<T>>;
  readonly #clock: Pick<Clock, "now">;
  readonly #renew: Renew<T>;
  #watcher: Watcher<T> = (_records, write) => write();

  constructor(name: Kind, storage: Storage, clock: Pick<Clock, "now">, renew: Renew<T> = (kept) => kept) {
    this.#clock = clock;
    this.#renew = renew;
    this.#namespace = new Namespace(storage, name);
  }

  async get(reference: K): Promise<Kept<T> | undefined> {
    return (await this.getMany([reference])).get(reference);
  }

  /** Returns the records that exist. */
  async getMany(references: readonly K[]): Promise<ReadonlyMap<K, Kept<T>>> {
    return (await this.read(references)).kept;
  }

  /** Reads records for callers that must know whether the others are missing. */
  async read(references: readonly K[]): Promise<KeptRecords<K, T>> {
    if (references.length === 0) return { kept: new Map(), isCertain: true };
    const { found, isCertain } = await this.#namespace.read(references);
    const kept = references.flatMap((reference): (readonly [K, Kept<T>])[] => {
      const record = found.get(reference);
      // Another program left this under the key.
      return record?.reference === reference ? [[reference, this.#renew(record)]] : [];
    });
    return { kept: new Map(kept), isCertain };
  }

  /** Keeps what a site has just said. If the storage does not take it now, it is written later. */
  async put(records: readonly T[]): Promise<void> {
    if (records.length === 0) return;
    const readAtMs = this.#clock.now();
    await this.#watcher(records, async () => {
      await this.#namespace.write(
        new Map(records.map((record) => [record.reference, { ...record, readAtMs }])),
      );
    });
  }

  /** Removes records; missing ones are not an error. If the storage does not remove them now, it does so later. */
  async forget(references: readonly K[]): Promise<void> {
    if (references.length > 0) await this.#namespace.remove(references);
  }

  /**
   * Removes records that must be gone.
   * @throws {StorageError} if the storage may still have them
   */
  async remove(references: readonly K[]): Promise<void> {
    if (references.length === 0) return;
    if (!(await this.#namespace.remove(references)))
      throw new StorageError("the archive could not remove records");
  }

  watch(watcher: Watcher<T>): void {
    this.#watcher = watcher;
  }

  /**
   * Yields all records in batches, in no particular order.
   * @throws {StorageError} if the storage fails on the way, so a part is never taken for the whole
   */
  async *batches(size: number): AsyncGenerator<readonly T[]> {
    let batch: T[] = [];
    for await (const record of this.#namespace.all()) {
      batch.push(this.#renew(record));
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}
