import type { KeyvStorageAdapter } from "keyv";
import type { OpenedStorage, OpenStorage } from "./opened-storage.ts";

// A pre-release, pinned exactly in package.json: see README.md.
type Library = typeof import("@keyv/redis");

/** The client of Redis or Valkey. */
export async function redisOpener(url: string): Promise<OpenStorage> {
  // Loaded only when it is used: it costs twelve megabytes.
  const library = await import("@keyv/redis");
  return (signal, onLost) => openRedis(library, url, signal, onLost);
}

/**
 * Connects once: the caller connects anew when the connection ends. The client's own reconnecting and queueing would make calls wait for a
 * server that does not answer.
 */
async function openRedis(
  { default: KeyvRedis, createClient }: Library,
  url: string,
  ...[signal, onLost]: Parameters<OpenStorage>
): Promise<OpenedStorage> {
  const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: false } });
  // Each adapter listens, too.
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
      // Within a transaction, which the adapter uses, a full server refuses even this.
      adapter.deleteMany = (keys) => Promise.all(keys.map((key) => adapter.delete(key)));
      adapters.set(namespace, adapter);
      return adapter;
    },
    isUsableAfter: () => client.isReady,
    close: async () => end(),
  };
}
