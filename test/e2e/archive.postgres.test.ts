import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { runSql } from "../postgres/run-sql.ts";
import { type ArchiveFault, FailingArchive } from "./failing-archive.ts";

describe.skipIf(!hasPostgres)(`a Postgres that holds the archive of the whole bot ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  let bot: FailingArchive;

  beforeEach(async () => {
    database = await PostgresDatabase.create({ isEmpty: true });
    bot = await FailingArchive.open(database.url);
  });
  afterEach(async () => {
    await bot.close();
    await database.drop();
  });

  const setReadOnly = async (setting: "on" | "off") => {
    const change = `alter database ${database.name} set default_transaction_read_only = ${setting}`;
    await runSql(database.url.replace(database.name, "postgres"), change);
    await database.cut();
  };
  const faults: Readonly<Record<string, ArchiveFault>> = {
    lost: {
      begin: () => database.close(),
      end: () => database.reopen(),
      page: /archive: does not answer since/,
    },
    "read-only": {
      begin: () => setReadOnly("on"),
      end: () => setReadOnly("off"),
      page: /archive: refuses new records since/,
    },
    "waiting for a lock that another program keeps": {
      begin: async () => {
        const lock = "begin; lock table archive; select pg_sleep(600)";
        void runSql(database.url, lock).catch(() => undefined);
        const held =
          "select 1 from pg_locks where relation = 'archive'::regclass and mode = 'AccessExclusiveLock' and granted";
        await expect.poll(() => database.query(held)).toHaveLength(1);
      },
      end: () => database.cut(),
      page: /archive: does not answer since/,
    },
  };

  it.each(Object.entries(faults))(
    "holds nothing up while it is %s, the fault shows, and afterwards it has everything new",
    async (_name, fault) => {
      await bot.expectSurvival(fault);
      const kept = `select value from archive where key = 'lesswrong:comment:${bot.edited._id}' and namespace = 'comments'`;
      await expect
        .poll(async () => String((await database.query<{ value: string }>(kept))[0]?.value))
        .toContain("lavender");
      await bot.expectBusiness("saffron");
    },
  );

  it("may end its connections at any time", async () => {
    for (const words of ["lavender", "saffron", "thyme"]) {
      await database.cut();
      await bot.expectBusiness(words);
    }
    await bot.expectQuote();
    await expect.poll(() => bot.status()).not.toContain("My cache");
  });
});
