import type { KeyvStorageAdapter } from "keyv";

/** Keyv's interface for storages, without events: a failed call throws. */
export type StorageAdapter = Pick<
  KeyvStorageAdapter,
  "get" | "getMany" | "set" | "setMany" | "has" | "hasMany" | "delete" | "deleteMany" | "clear" | "iterator"
>;

/** Keys and values of records, one after another, as Keyv's iterators yield them. */
export type Entries<Value> = AsyncGenerator<(string | Awaited<Value> | undefined)[], void>;

/** A connection or file that holds every namespace of the archive. */
export interface OpenedStorage {
  /** Returns the same adapter for the same namespace. */
  adapter(namespace: string): StorageAdapter;
  /** True if other calls may succeed after this failure; otherwise the storage must be reopened. */
  isUsableAfter(error: unknown): boolean;
  close(): Promise<void>;
}

/**
 * Tries once to open the storage.
 * @param signal ends the attempt
 * @param onLost called when a connection ends by itself
 */
export type OpenStorage = (signal: AbortSignal, onLost: (error: unknown) => void) => Promise<OpenedStorage>;
