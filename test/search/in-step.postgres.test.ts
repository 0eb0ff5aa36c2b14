import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import { noBody } from "../../src/forum/body.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { commentOf } from "../mirror/comment.ts";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { openIn } from "./open-in.ts";

const comments = Array.from({ length: 30 }, (_, place) =>
  commentOf(`c${place}`, { html: `<p>word${place} <b>every</b>where</p>`, postedAtMs: place * 60_000 }),
);
const schemas = "select nspname as name from pg_namespace where nspname like 'commonplace_search%'";

describe.skipIf(!hasPostgres)(`the index of an archive, in Postgres ${needsPostgres}`, () => {
  let folder: string;
  let database: PostgresDatabase;
  let archive: Archive;
  let clock: MovableClock;
  const opened: Archive[] = [];
  let errors: unknown[];
  let onFailure = (): void => undefined;

  async function open(name = "a"): Promise<Archive> {
    archive = await openArchive(`sqlite:${folder}/${name}.cache.db`, {
      indexed: { index: openIn(database), clock },
      onError: (error) => {
        errors.push(error);
        onFailure();
      },
    });
    opened.push(archive);
    return archive;
  }

  async function close(): Promise<void> {
    opened.splice(opened.indexOf(archive), 1);
    await archive.close();
  }

  /** Resolves at the next failure of the index. */
  async function failure(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    onFailure = resolve;
    await promise;
  }

  async function found(text: string): Promise<readonly string[]> {
    return (await archive.search.search({ text, sort: "newest", limit: 100 })).references;
  }

  /** Lets time pass until everything is found. */
  async function caughtUp(): Promise<void> {
    await expect
      .poll(async () => {
        clock.travel(60_000);
        return await found("everywhere ").catch(() => []);
      })
      .toHaveLength(30);
  }

  async function dropTables(): Promise<void> {
    for (const { name } of await database.query<{ name: string }>(schemas))
      await database.query(`drop schema ${name} cascade`);
  }

  beforeEach(async () => {
    errors = [];
    onFailure = () => undefined;
    folder = mkdtempSync(join(tmpdir(), "commonplace-"));
    database = await PostgresDatabase.create();
    clock = new MovableClock();
    await open();
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it("holds the visible words of everything that is stored, and drops what becomes hidden before the write is finished", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
    expect(await found('"word7 everywhere"')).toEqual(["lesswrong:comment:c7"]);
    await archive.comments.put(
      comments.slice(0, 10).map((each) => ({ ...each, visibility: "hidden" as const, body: noBody })),
    );
    expect(await found("everywhere ")).toHaveLength(20);
    expect(errors).toEqual([]);
  });

  it("is rebuilt when its tables are lost, even while the bot runs", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    await dropTables();
    await expect(found("everywhere ")).rejects.toThrow("does not exist");
    await caughtUp();
  });

  it("is rebuilt within a minute when its tables are lost while nothing is written", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    await dropTables();
    await expect(found("everywhere ")).rejects.toThrow("does not exist");
    clock.travel(60_000);
    await expect.poll(() => found("everywhere ")).toHaveLength(30);
    expect(errors).toEqual([]);
  });

  it("forgets an archive that was lost or replaced, and indexes the new one", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    await close();
    await open("b");
    await archive.comments.put([commentOf("other", { html: "<p>elsewhere</p>" })]);
    await archive.settled();
    expect(await found("everywhere ")).toEqual([]);
    expect(await found("elsewhere ")).toEqual(["lesswrong:comment:other"]);
  });

  it("indexes what it missed while Postgres could not be reached", async () => {
    await archive.comments.put(comments.slice(0, 10));
    await archive.settled();
    await database.close();
    const failed = failure();
    await archive.comments.put(comments);
    await failed;
    expect(await archive.comments.get("lesswrong:comment:c20")).toBeDefined();
    await database.reopen();
    await caughtUp();
  });

  it("is created once Postgres can be reached, if it could not be reached at the start", async () => {
    await close();
    await dropTables();
    await database.close();
    const failed = failure();
    await open();
    await archive.comments.put(comments);
    await failed;
    await database.reopen();
    await caughtUp();
  });

  it("takes what two processes write at the same time, each comment once", async () => {
    const first = archive;
    const second = await open();
    await Promise.all([
      first.comments.put(comments),
      second.comments.put(comments),
      first.comments.put(comments.slice(0, 20).map((each) => ({ ...each, scores: { lesswrong: 60 } }))),
    ]);
    await Promise.all([first.settled(), second.settled()]);
    await expect.poll(() => database.query("select 1 from commonplace_search.pending")).toEqual([]);
    expect(await found("everywhere ")).toHaveLength(30);
    expect((await archive.search.findAuthors("ada", 5)).map(({ commentCount }) => commentCount)).toEqual([
      30,
    ]);
    expect(errors).toEqual([]);
  });

  it("does not keep the archive waiting for another process that stopped in the middle of a change", async () => {
    await archive.settled();
    const stopped = new pg.Client({ connectionString: database.url });
    await stopped.connect();
    await stopped.query("begin");
    await stopped.query("select pg_advisory_xact_lock(hashtextextended('commonplace_search', 0))");
    await archive.comments.put(comments);
    expect(await archive.comments.get("lesswrong:comment:c3")).toBeDefined();
    expect(await found("everywhere ")).toEqual([]);
    await stopped.end();
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
    expect(errors).toEqual([]);
  });

  it("notes what is written for the index of a newer version, and drops that of an older one", async () => {
    await archive.settled();
    await database.query("insert into commonplace_search.versions values ('0.1'), ('99.1')");
    await database.query("create schema commonplace_search_0_1; create schema commonplace_search_99_1");
    await archive.comments.put(comments);
    await archive.settled();
    await close();
    await open();
    await archive.settled();
    const names = (await database.query<{ name: string }>(schemas)).map(({ name }) => name);
    expect(names).toContain("commonplace_search_99_1");
    expect(names).not.toContain("commonplace_search_0_1");
    expect(
      await database.query("select version, count(*)::int from commonplace_search.pending group by 1"),
    ).toEqual([{ version: "99.1", count: 30 }]);
  });
});
