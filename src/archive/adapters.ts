import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { KeyvSqlite } from "@keyv/sqlite";
import type { KeyvStorageAdapter } from "keyv";

/** Opens the storage of one namespace. Every namespace needs its own instance: two Keyvs on one overwrite each other's. */
export type OpenAdapter = (url: string) => Promise<KeyvStorageAdapter>;

/** The storages that CACHE_URL can name, by protocol. */
const adapters: Readonly<Record<string, OpenAdapter>> = {
  "sqlite:": async (url) => {
    const path = url.replace(/^sqlite:/, "");
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    return new KeyvSqlite({ uri: `sqlite://${path}`, wal: true, busyTimeout: 5000, iterationLimit: 200 });
  },
  "redis:": openRedis,
  "rediss:": openRedis,
  "valkey:": (url) => openRedis(url.replace(/^valkey:/, "redis:")),
  "valkeys:": (url) => openRedis(url.replace(/^valkeys:/, "rediss:")),
};

/** Loaded only where it is used: it costs twelve megabytes. */
async function openRedis(url: string): Promise<KeyvStorageAdapter> {
  const { default: KeyvRedis } = await import("@keyv/redis");
  return new KeyvRedis(url);
}

/** @throws {TypeError} for a protocol that the configuration should have refused */
export async function openAdapter(url: string): Promise<KeyvStorageAdapter> {
  const protocol = url.slice(0, url.indexOf(":") + 1);
  const open = adapters[protocol];
  if (open === undefined) throw new TypeError(`no archive speaks ${protocol}`);
  return await open(url);
}
