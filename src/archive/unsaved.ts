/** The most characters of JSON held for one namespace; beyond that, the oldest records are dropped. */
const mostCharacters = 4_000_000;
/** The most keys held whose stored records are out of date. */
const mostKeys = 100_000;

export interface UnsavedEntry<V> {
  /** `undefined` for a record to remove. */
  readonly value: V | undefined;
  readonly ttlMs?: number | undefined;
}

/**
 * Records that the storage has not taken yet, by key, newest last. A record that does not fit becomes a removal, so an older one in
 * the storage never stands for it.
 */
export class Unsaved<V> {
  readonly #entries = new Map<string, UnsavedEntry<V>>();
  /** Sizes of the records that will stay here for a while. */
  readonly #sizes = new Map<string, number>();
  #characters = 0;

  get(key: string): UnsavedEntry<V> | undefined {
    return this.#entries.get(key);
  }

  get entries(): ReadonlyMap<string, UnsavedEntry<V>> {
    return this.#entries;
  }

  keep(key: string, entry: UnsavedEntry<V>): void {
    this.#drop(key);
    this.#entries.set(key, entry);
  }

  /** Notes that the storage has taken the entry, unless a newer one has replaced it. */
  settle(key: string, entry: UnsavedEntry<V>): void {
    if (this.#entries.get(key) === entry) this.#drop(key);
  }

  /** Notes that the storage has not taken these entries. Drops the oldest ones if there are too many. */
  hold(keys: readonly string[]): void {
    for (const key of keys) {
      const value = this.#entries.get(key)?.value;
      if (value === undefined || this.#sizes.has(key)) continue;
      const size = JSON.stringify(value).length;
      this.#sizes.set(key, size);
      this.#characters += size;
    }
    for (const [key, size] of this.#sizes) {
      if (this.#characters <= mostCharacters) break;
      this.#sizes.delete(key);
      this.#characters -= size;
      this.#entries.set(key, { value: undefined });
    }
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= mostKeys) break;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    this.#entries.delete(key);
    this.#characters -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
  }
}
