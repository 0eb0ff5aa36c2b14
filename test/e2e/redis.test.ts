import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasRedis, needsRedis, RedisServer } from "../archive/redis-server.ts";
import { type ArchiveFault, FailingArchive } from "./failing-archive.ts";

describe.skipIf(!hasRedis)(`a Redis that holds the archive of the whole bot ${needsRedis}`, () => {
  let redis: RedisServer;
  let bot: FailingArchive;

  beforeEach(async () => {
    redis = await RedisServer.start();
    bot = await FailingArchive.open(redis.url);
  });
  afterEach(async () => {
    await bot.close();
    await redis.close();
  });

  const limit = async (policy: string, bytes: number) => {
    await redis.send("CONFIG", "SET", "maxmemory-policy", policy);
    await redis.send("CONFIG", "SET", "maxmemory", String(bytes));
  };
  const faults: Readonly<Record<string, ArchiveFault>> = {
    lost: {
      begin: () => redis.signal("SIGKILL"),
      end: () => redis.start(),
      page: /archive: does not answer since/,
    },
    stopped: {
      begin: () => redis.signal("SIGSTOP"),
      end: () => redis.signal("SIGCONT"),
      page: /archive: does not answer since/,
    },
    "busy with a script that does not end": {
      begin: async () => {
        await redis.send("CONFIG", "SET", "lua-time-limit", "1");
        redis.send("EVAL", "while true do end", "0").catch(() => undefined);
        await expect.poll(() => redis.send("PING").catch(String)).toContain("BUSY");
      },
      end: () => redis.send("SCRIPT", "KILL"),
      page: /archive: (does not answer|refuses new records) since/,
    },
    full: {
      begin: () => limit("noeviction", 1),
      end: () => limit("noeviction", 0),
      page: /archive: refuses new records since/,
    },
  };

  it.each(Object.entries(faults))(
    "holds nothing up while it is %s, the fault shows, and afterwards it has everything new",
    async (_name, fault) => {
      await bot.expectSurvival(fault);
      const key = `comments::lesswrong:comment:${bot.edited._id}`;
      expect(String(await redis.send("GET", key))).toContain("lavender");
      await bot.expectBusiness("saffron");
    },
  );

  it("may evict anything at any time: nothing is lost or shown twice, and there is no fault to show", async () => {
    const used = Number(/used_memory:(\d+)/.exec(String(await redis.send("INFO", "memory")))?.[1]);
    await limit("allkeys-lru", used + 20_000);
    await bot.expectBusiness("lavender");
    await redis.send("FLUSHALL");
    await bot.expectBusiness("saffron");
    await bot.expectQuote();
    expect(await bot.status()).not.toContain("My cache");
    expect(await bot.page()).toContain("archive: answers");
  });
});
