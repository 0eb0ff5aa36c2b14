import type { KeyvStorageAdapter } from "keyv";
import type { OpenedStorage, OpenStorage } from "./opened-storage.ts";

// A pre-release, pinned exactly in package.json: see README.md.
type Library = typeof import("@keyv/redis");

/** Opens Redis or Valkey. */
export async function redisOpener(url: string): Promise<OpenStorage> {
  // Loaded only when used, because it costs twelve megabytes of memory.
  const library = await import("@keyv/redis");
  return (signal, onLost) => openRedis(library, url, signal, onLost);
}

/**
 * Connects once. If the connection ends, the caller reconnects: the client's own reconnecting and queueing would make calls wait
 * for a server that does not answer.
 */
async function openRedis(
  { default: KeyvRedis, createClient }: Library,
  url: string,
  ...[signal, onLost]: Parameters<OpenStorage>
): Promise<OpenedStorage> {
  const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: false } });
  // Every adapter adds a listener of its own.
  client.setMaxListeners(0);
  const end = () => {
    if (client.isOpen) client.destroy();
  };
  client.on("error", (error: unknown) => {
    end();
    onLost(error);
  });
  signal.addEventListener("abort", end, { once: true });
  try {
    await client.connect();
  } catch (error) {
    end();
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
  const adapters = new Map<string, KeyvStorageAdapter>();
  return {
    adapter(namespace) {
      const known = adapters.get(namespace);
      if (known !== undefined) return known;
      const adapter = new KeyvRedis(client, { namespace, throwOnErrors: true });
      // The adapter deletes within a transaction, which a full server refuses.
      adapter.deleteMany = (keys) => Promise.all(keys.map((key) => adapter.delete(key)));
      adapters.set(namespace, adapter);
      return adapter;
    },
    isUsableAfter: () => client.isReady,
    close: async () => end(),
  };
}
