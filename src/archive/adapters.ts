import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import KeyvRedis from "@keyv/redis";
import { KeyvSqlite } from "@keyv/sqlite";
import type { KeyvStorageAdapter } from "keyv";

/** Opens the storage of one namespace. Every namespace needs its own instance: two Keyvs on one overwrite each other's. */
export type OpenAdapter = (url: string) => KeyvStorageAdapter;

/** The storages that CACHE_URL can name, by protocol. */
const adapters: Readonly<Record<string, OpenAdapter>> = {
  "sqlite:": (url) => {
    const path = url.replace(/^sqlite:/, "");
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    return new KeyvSqlite({ uri: `sqlite://${path}`, wal: true, busyTimeout: 5000 });
  },
  "redis:": (url) => new KeyvRedis(url),
  "rediss:": (url) => new KeyvRedis(url),
  "valkey:": (url) => new KeyvRedis(url.replace(/^valkey:/, "redis:")),
  "valkeys:": (url) => new KeyvRedis(url.replace(/^valkeys:/, "rediss:")),
};

/** @throws {TypeError} for a protocol that the configuration should have refused */
export function openAdapter(url: string): KeyvStorageAdapter {
  const protocol = url.slice(0, url.indexOf(":") + 1);
  const open = adapters[protocol];
  if (open === undefined) throw new TypeError(`no archive speaks ${protocol}`);
  return open(url);
}
