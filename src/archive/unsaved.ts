/** Characters of JSON held in one namespace; beyond that, the oldest records are no longer held. */
const mostCharacters = 4_000_000;
/** Keys whose stored records are out of date. */
const mostKeys = 100_000;

export interface UnsavedEntry<V> {
  /** `undefined` for a record that is to be removed. */
  readonly value: V | undefined;
  readonly ttlMs?: number | undefined;
}

/**
 * Records that the storage has not taken yet, by key, newest last. A record that cannot be held turns into a removal, so that an older one in the
 * storage never stands for it.
 */
export class Unsaved<V> {
  readonly #entries = new Map<string, UnsavedEntry<V>>();
  /** Sizes of those that are known to stay here for a while. */
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

  /** Notes that the storage has taken the entry, unless another was kept since. */
  settle(key: string, entry: UnsavedEntry<V>): void {
    if (this.#entries.get(key) === entry) this.#drop(key);
  }

  /** Notes that the storage has not taken these; drops the oldest if that is too much. */
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
