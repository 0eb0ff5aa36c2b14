import {
  type KeyvStorageAdapter,
  type KeyvStorageCapability,
  type KeyvStorageEntry,
  keyvStorageCapability,
} from "keyv";
import type { Entries, StorageAdapter } from "./opened-storage.ts";
import type { Storage } from "./storage.ts";

/**
 * One namespace of the storage, as Keyv sees it. It emits nothing. Without a listener, Keyv throws whatever a call throws, and a
 * connection error that no call waits for cannot end the process.
 */
export class BoundedAdapter {
  /** Keyv sets it; the adapters below have the same one. */
  namespace: string | undefined;
  readonly #storage: Storage;

  constructor(storage: Storage, namespace: string) {
    this.#storage = storage;
    this.namespace = namespace;
  }

  get capabilities(): KeyvStorageCapability {
    return keyvStorageCapability(this);
  }

  get: KeyvStorageAdapter["get"] = (key) => this.#run((adapter) => adapter.get(key));
  getMany: KeyvStorageAdapter["getMany"] = (keys) => this.#run((adapter) => adapter.getMany(keys));
  has: KeyvStorageAdapter["has"] = (key) => this.#run((adapter) => adapter.has(key));
  hasMany: KeyvStorageAdapter["hasMany"] = (keys) => this.#run((adapter) => adapter.hasMany(keys));
  delete: KeyvStorageAdapter["delete"] = (key) => this.#run((adapter) => adapter.delete(key));
  deleteMany: KeyvStorageAdapter["deleteMany"] = (keys) => this.#run((adapter) => adapter.deleteMany(keys));
  clear: KeyvStorageAdapter["clear"] = () => this.#run((adapter) => adapter.clear());

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    return await this.#run(async (adapter) => {
      if (!(await adapter.set(key, value, expires))) throw new Error("the storage did not accept the record");
      return true;
    });
  }

  async setMany<Value>(entries: KeyvStorageEntry<Value>[]): Promise<boolean[]> {
    return await this.#run(async (adapter) => {
      const results = await adapter.setMany(entries);
      if (results?.includes(false)) throw new Error("the storage did not accept all records");
      return entries.map(() => true);
    });
  }

  /** Waits no longer for a record than for any other call. */
  async *iterator<Value>(): Entries<Value> {
    let entries: Entries<Value> | undefined;
    for (;;) {
      const step = await this.#run(async (adapter) => {
        entries ??= adapter.iterator?.<Value>();
        return await entries?.next();
      });
      if (step === undefined || step.done === true) return;
      yield step.value;
    }
  }

  async #run<T>(step: (adapter: StorageAdapter) => Promise<T>): Promise<T> {
    return await this.#storage.run(this.namespace ?? "", step);
  }
}
