import type { KeyvStorageEntry } from "keyv";
import { kinds } from "./kinds.ts";
import type { OpenedStorage, StorageAdapter } from "./opened-storage.ts";
import { identity } from "./records.ts";
import { openerOf } from "./storages.ts";

const batchSize = 500;

/**
 * Copies all records to another archive, and replaces its records with the same keys. No bot may use either archive meanwhile. The
 * other archive then has a new identity, so an index that knew it before is rebuilt.
 * @param onMoved called with the number of records copied so far
 * @throws if one of the storages fails
 */
export async function moveArchive(
  from: string,
  to: string,
  onMoved: (records: number) => void,
): Promise<number> {
  const open = new AsyncDisposableStack();
  try {
    const source = open.adopt(await openOnce(from), (storage) => storage.close());
    const target = open.adopt(await openOnce(to), (storage) => storage.close());
    await target.adapter("records").delete(identity);
    let moved = 0;
    for (const kind of kinds) {
      for await (const batch of batchesOf(source.adapter(kind))) {
        await target.adapter(kind).setMany(batch);
        moved += batch.length;
        onMoved(moved);
      }
    }
    return moved;
  } finally {
    await open.disposeAsync();
  }
}

async function openOnce(url: string): Promise<OpenedStorage> {
  const open = await openerOf(url);
  return await open(new AbortController().signal, () => undefined);
}

async function* batchesOf(adapter: StorageAdapter): AsyncGenerator<KeyvStorageEntry<string>[]> {
  let batch: KeyvStorageEntry<string>[] = [];
  for await (const [key, value] of adapter.iterator?.<string>() ?? []) {
    if (key === undefined || key === identity || value === undefined) continue;
    batch.push({ key, value, ...expiryOf(value) });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Keyv writes a record as `{"value": …, "expires": …}`. */
function expiryOf(value: string): { readonly expires?: number } {
  try {
    const { expires } = JSON.parse(value) as { readonly expires?: unknown };
    return typeof expires === "number" ? { expires } : {};
  } catch {
    // The reader counts such a record as missing.
    return {};
  }
}
