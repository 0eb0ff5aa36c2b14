import type { KeyvStorageAdapter } from "keyv";

/** A connection or file that holds every namespace of the archive. */
export interface OpenedStorage {
  /** Returns the same adapter for the same namespace. */
  adapter(namespace: string): KeyvStorageAdapter;
  /** Whether other calls may succeed after such a failure; otherwise the storage has to be opened anew. */
  isUsableAfter(error: unknown): boolean;
  close(): Promise<void>;
}

/**
 * One attempt to open the storage.
 * @param signal ends the attempt
 * @param onLost hears when a connection ends by itself
 */
export type OpenStorage = (signal: AbortSignal, onLost: (error: unknown) => void) => Promise<OpenedStorage>;
