import type { OpenStorage } from "./opened-storage.ts";
import { postgresOpener } from "./postgres-storage.ts";
import { redisOpener } from "./redis-storage.ts";
import { sqliteOpener } from "./sqlite-storage.ts";

/** The storages that CACHE_URL can name, by protocol. */
const openers: Readonly<Record<string, (url: string) => OpenStorage | Promise<OpenStorage>>> = {
  "sqlite:": sqliteOpener,
  "postgres:": postgresOpener,
  "postgresql:": postgresOpener,
  "redis:": redisOpener,
  "rediss:": redisOpener,
  "valkey:": (url) => redisOpener(url.replace(/^valkey:/, "redis:")),
  "valkeys:": (url) => redisOpener(url.replace(/^valkeys:/, "rediss:")),
};

/** @throws {TypeError} for a protocol that the configuration should have rejected */
export async function openerOf(url: string): Promise<OpenStorage> {
  const protocol = url.slice(0, url.indexOf(":") + 1);
  const opener = openers[protocol];
  if (opener === undefined) throw new TypeError(`no storage supports the protocol ${protocol}`);
  return await opener(url);
}
