import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasStore } from "../../../src/store/has-store.ts";
import { openPostgresLeases } from "../../../src/store/leases/postgres-leases.ts";
import { openSqliteLock } from "../../../src/store/leases/sqlite-lock.ts";
import { moveStore } from "../../../src/store/move/move-store.ts";
import { tables } from "../../../src/store/move/tables.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../../postgres/database.ts";
import { fillStore, readStore } from "./fill-store.ts";

describe.skipIf(!hasPostgres)(`moving the store between SQLite and Postgres ${needsPostgres}`, () => {
  let folder: string;
  let path: string;
  let file: string;
  let database: PostgresDatabase;
  const ignore = () => undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "commonplace-move-"));
    path = join(folder, "store.db");
    file = `sqlite:${path}`;
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function rowsInPostgres(): Promise<number> {
    const counts = (await database.tables())
      .filter((table) => !["leases", "agreements"].includes(table))
      .map((table) => `(select count(*) from ${table})`);
    if (counts.length === 0) return 0;
    const [counted] = await database.query<{ rows: string }>(`select ${counts.join(" + ")} as rows`);
    return Number(counted?.rows);
  }

  /** Changes the file beside the store. */
  function change(sql: string): void {
    const other = new Database(path);
    other.exec(sql);
    other.close();
  }

  it("brings every row there and back as it was, and continues the source's numbering", async () => {
    await fillStore(path);
    const before = readStore(path);
    const there = await moveStore(file, database.url, ignore);
    expect([...there.keys()]).toEqual(tables);
    expect([...there.values()].every(({ rows }) => rows === 3)).toBe(true);
    const back = await moveStore(database.url, `sqlite:${folder}/deep/back.db`, ignore);
    expect(back).toEqual(there);
    expect(readStore(join(folder, "deep/back.db"))).toEqual(before);
    expect(readStore(path)).toEqual(before);
    const [reply] = await database.query(
      `insert into replies (guild_id, channel_id, discord_thread_id, content_hash, user_id, comment, created_at_ms)
       values ('', '', '', '', '', '', 0) returning id`,
    );
    expect(reply).toEqual({ id: "1001" });
  });

  it("moves a copy of a thread that is added long after it", async () => {
    await fillStore(path, { threads: 6_000 });
    const before = readStore(path);
    await moveStore(file, database.url, ignore);
    await moveStore(database.url, `sqlite:${folder}/back.db`, ignore);
    expect(readStore(join(folder, "back.db"))).toEqual(before);
  });

  it("moves a store without any rows", async () => {
    await (await openStore(file)).close();
    const moved = await moveStore(file, database.url, ignore);
    expect([...moved.values()].every(({ rows }) => rows === 0)).toBe(true);
    expect(await hasStore(database.url)).toBe(true);
  });

  it("shows progress from nothing to everything", async () => {
    await fillStore(path, { ledger: 12_000 });
    const shares: number[] = [];
    const steps = new Set<string>();
    await moveStore(file, database.url, ({ step, table, share }) => {
      shares.push(share);
      steps.add(`${step} ${table}`);
    });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(steps.size).toBe(2 * tables.length);
  });

  it("replaces the NUL character, as the store itself does in Postgres", async () => {
    await fillStore(path);
    change("update cursors set cursor = 'a' || char(0) || 'b'");
    await moveStore(file, database.url, ignore);
    expect(await database.query("select distinct cursor from cursors")).toEqual([{ cursor: "a\ufffdb" }]);
  });

  it("refuses while a bot uses either database, whatever it does there", async () => {
    await fillStore(path);
    const inUse = (option: string) => new RegExp(`^${option}: a bot is using .*; stop it and move again`);
    const ofFile = openSqliteLock(file);
    ofFile.tryAcquire();
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(inUse("--from"));
    ofFile.release();
    const leases = await openPostgresLeases(database.url);
    const grant = await leases.take("anything");
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(inUse("--to"));
    expect(await rowsInPostgres()).toBe(0);
    if (typeof grant === "string") throw new Error(grant);
    await leases.release(grant);
    expect((await moveStore(file, database.url, ignore)).size).toBe(tables.length);
    await leases.take("anything");
    await expect(moveStore(database.url, `sqlite:${folder}/back.db`, ignore)).rejects.toThrow(
      inUse("--from"),
    );
    expect(existsSync(join(folder, "back.db"))).toBe(false);
    await leases.close();
  });

  it("lets no bot use either database during the move", async () => {
    await fillStore(path);
    const ofFile = openSqliteLock(file);
    const leases = await openPostgresLeases(database.url, { leaseMs: 60_000 });
    const taken: unknown[] = [];
    let asked: Promise<unknown> | undefined;
    const seen = new Set<unknown>();
    await moveStore(file, database.url, ({ share }) => {
      asked ??= leases.take("anything").then((grant) => taken.push(grant));
      seen.add(taken.length);
      if (share === 1) seen.add("the end");
      seen.add(ofFile.tryAcquire());
    });
    await asked;
    expect(seen).toEqual(new Set([0, false, "the end"]));
    expect(taken).toEqual([expect.objectContaining({ unit: "anything" })]);
    expect(ofFile.tryAcquire()).toBe(true);
    ofFile.release();
    await leases.close();
  });

  it("lets no script change the source during the move", async () => {
    await fillStore(path);
    const refusals: unknown[] = [];
    await moveStore(file, database.url, () => {
      const other = new Database(path, { timeout: 0 });
      try {
        other.exec("delete from opt_outs");
      } catch (error) {
        refusals.push(error);
      }
      other.close();
    });
    expect(refusals.length).toBeGreaterThan(0);
    expect(readStore(path).opt_outs).toHaveLength(3);
  });

  it("refuses a target that is not empty, and leaves it as it was", async () => {
    await fillStore(path);
    await moveStore(file, database.url, ignore);
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(
      /^--to: postgres:\/\/.* already holds a bot's data; name an empty database$/,
    );
    await fillStore(join(folder, "full.db"));
    const before = readStore(join(folder, "full.db"));
    await expect(moveStore(database.url, `sqlite:${folder}/full.db`, ignore)).rejects.toThrow(
      "full.db already holds a bot's data",
    );
    expect(readStore(join(folder, "full.db"))).toEqual(before);
  });

  it("refuses the same database under another name", async () => {
    await fillStore(path);
    symlinkSync(folder, `${folder}-link`);
    const same = "lead to the same database";
    await expect(moveStore(file, `sqlite:${folder}-link/store.db`, ignore)).rejects.toThrow(same);
    rmSync(`${folder}-link`);
    await (await openStore(database.url)).close();
    const other = database.url.replace("127.0.0.1", "localhost");
    await expect(moveStore(database.url, other, ignore)).rejects.toThrow(same);
  });

  it("refuses a source that does not exist, or that this version has not used, and makes nothing", async () => {
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(
      `--from: the bot has no database at ${path}; check the address`,
    );
    await expect(moveStore(database.url, file, ignore)).rejects.toThrow(
      /^--from: the bot has no database at postgres:/,
    );
    expect(readdirSync(folder)).toEqual([]);
    await fillStore(path);
    const last = "(select max(name) from kysely_migration)";
    change(`delete from kysely_migration where name = ${last}`);
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(
      "start the bot on it once, stop it, and move again",
    );
    change("insert into kysely_migration values ('2099-01-01-later', '2099')");
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(
      /^--from: .* was migrated by a newer version/,
    );
    expect(await rowsInPostgres()).toBe(0);
  });

  it("names the option of a database that cannot be used, without its password", async () => {
    await fillStore(path);
    const wrong = database.url.replace("password", "hunter2");
    for (const [from, to] of [
      [file, wrong],
      [wrong, file],
    ] as const) {
      const error: unknown = await moveStore(from, to, ignore).catch((reason: unknown) => reason);
      const option = to === wrong ? "--to" : "--from";
      expect(String(error)).toMatch(
        new RegExp(`ConfigError: ${option}: postgres://.* cannot be used .* database in ${option}$`),
      );
      expect(String(error)).not.toContain("hunter2");
    }
    const memory = "--to: a database in memory ends with its process; name a file";
    await expect(moveStore(file, "sqlite::memory:", ignore)).rejects.toThrow(memory);
  });

  it("moves nothing if the target refuses a row", async () => {
    await fillStore(path);
    change("update settings set changed_at_ms = 1.5");
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(
      /does not accept a row of the table settings \(.*1\.5.*\); correct the row/,
    );
    expect(await rowsInPostgres()).toBe(0);
  });

  it("moves nothing if the target would hold something else", async () => {
    await fillStore(path);
    await (await openStore(database.url)).close();
    await database.query(`
      create function spoil() returns trigger language plpgsql as 'begin new.cursor := ''x''; return new; end';
      create trigger spoil before insert on cursors for each row execute function spoil()
    `);
    await expect(moveStore(file, database.url, ignore)).rejects.toThrow(
      /would hold something else in the table cursors \(3 rows with the checksum \w+ instead of 3 with \w+\); report this/,
    );
    expect(await rowsInPostgres()).toBe(0);
  });

  it.each(["copying", "comparing"])("moves nothing if the server is lost while it is %s", async (step) => {
    await fillStore(path, { ledger: 30_000 });
    const before = readStore(path);
    let isCut = false;
    const move = moveStore(file, database.url, (progress) => {
      if (isCut || progress.step !== step || progress.table !== "ledger") return;
      isCut = true;
      void database.cut();
    });
    await expect(move).rejects.toThrow(/^--to: postgres:.* cannot be used/);
    expect(await rowsInPostgres()).toBe(0);
    expect(readStore(path)).toEqual(before);
    expect((await moveStore(file, database.url, ignore)).size).toBe(tables.length);
  });

  it("removes the file that it began if the source is lost, and can then be repeated", async () => {
    await fillStore(path, { ledger: 30_000 });
    await moveStore(file, database.url, ignore);
    const back = join(folder, "back.db");
    let isCut = false;
    const move = moveStore(database.url, `sqlite:${back}`, ({ table }) => {
      if (!isCut && table === "ledger") void database.cut();
      isCut ||= table === "ledger";
    });
    await expect(move).rejects.toThrow(/^--from: postgres:.* cannot be used/);
    expect(existsSync(back)).toBe(false);
    await moveStore(database.url, `sqlite:${back}`, ignore);
    expect(readStore(back)).toEqual(readStore(path));
  });
});
