import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";

const script = fileURLToPath(new URL("../../src/doctor.ts", import.meta.url));

describe.skipIf(!hasPostgres)(`npm run doctor with a Postgres ${needsPostgres}`, () => {
  let discord: LoopbackDiscord;
  let forum: LoopbackForum;
  let database: PostgresDatabase;

  beforeEach(async () => {
    discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
    forum = await LoopbackForum.open();
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await Promise.all([discord.close(), forum.close()]);
    await database.drop();
  });

  async function examine(environment: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
    const env = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: database.url,
      ...environment,
    };
    return await new Promise((resolve) => {
      execFile(process.execPath, [script], { env }, (_error, stdout) => resolve(stdout.trim().split("\n")));
    });
  }

  it("says that the cache is in the database, and changes nothing", async () => {
    const lines = await examine();
    expect(lines).toContain("✓ Cache: in the database");
    expect(lines.at(-1)).toBe("The bot can start.");
    expect(await database.tables()).toEqual([]);
    const elsewhere = await examine({ CACHE_URL: database.url.replace("127.0.0.1", "localhost") });
    expect(elsewhere.find((line) => line.includes("Cache:"))).toMatch(
      /^✓ Cache: postgres:\/\/postgres@localhost/,
    );
    expect(await database.tables()).toEqual([]);
  });

  it("says that a cache elsewhere cannot be reached, and that the bot starts without it", async () => {
    const nowhere = database.url.replace(database.name, "nowhere");
    const lines = await examine({ CACHE_URL: nowhere });
    expect(lines.find((line) => line.includes("Cache:"))).toMatch(
      /^! Cache: CACHE_URL: postgres:.*\/nowhere cannot be used \(.*\); check .* database in CACHE_URL\. The bot runs without it/,
    );
    expect(lines.at(-1)).toBe("The bot can start.");
  });
});
