import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { archiveContract } from "./archive-contract.ts";
import { hasRedis, needsRedis, RedisServer } from "./redis-server.ts";

describe("an archive in an SQLite file", () => {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  archiveContract(() => `sqlite:${folder}/deep/cache.db`);
});

describe.skipIf(!hasRedis)(`an archive in Redis ${needsRedis}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.close());
  archiveContract(() => redis.url);
});
