import type { KeyvStorageAdapter } from "keyv";

/** A connection or file that holds every namespace of the archive. */
export interface OpenedStorage {
  /** The same one whenever the namespace is the same. */
  adapter(namespace: string): KeyvStorageAdapter;
  /** Whether other calls may succeed although one failed like this; otherwise the storage is to be opened anew. */
  isUsableAfter(error: unknown): boolean;
  close(): Promise<void>;
}

/**
 * One attempt to open the storage.
 * @param signal ends the attempt
 * @param onLost hears of a connection that ends by itself
 */
export type OpenStorage = (signal: AbortSignal, onLost: (error: unknown) => void) => Promise<OpenedStorage>;
