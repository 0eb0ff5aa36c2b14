import type { KeyvStorageAdapter } from "keyv";
import type { OpenedStorage } from "./opened-storage.ts";

/**
 * Connects to Redis or Valkey, once: whoever opened it connects anew when the connection ends. The client's own reconnecting and queueing would make
 * calls wait for a server that does not answer.
 */
export async function openRedis(
  url: string,
  signal: AbortSignal,
  onLost: (error: unknown) => void,
): Promise<OpenedStorage> {
  // Loaded only where it is used: it costs twelve megabytes.
  const { default: KeyvRedis, createClient } = await import("@keyv/redis");
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
      // Within a transaction, as the adapter does it, a full server refuses even this.
      adapter.deleteMany = (keys) => Promise.all(keys.map((key) => adapter.delete(key)));
      adapters.set(namespace, adapter);
      return adapter;
    },
    isUsableAfter: () => client.isReady,
    close: async () => end(),
  };
}
