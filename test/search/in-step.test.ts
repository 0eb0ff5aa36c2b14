import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import { systemClock } from "../../src/clock.ts";
import { noBody } from "../../src/forum/body.ts";
import type { Comment } from "../../src/forum/comment.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { commentOf } from "../mirror/comment.ts";

const comments = Array.from({ length: 30 }, (_, place) =>
  commentOf(`c${place}`, { html: `<p>word${place} <b>every</b>where</p>`, postedAtMs: place * 60_000 }),
);

describe("the index of an archive", () => {
  let folder: string;
  let archive: Archive;
  const errors: unknown[] = [];
  const indexPath = () => join(folder, "a.search.db");
  const cacheUrl = (name = "a") => `sqlite:${folder}/${name}.cache.db`;

  async function open(url = cacheUrl()): Promise<Archive> {
    const index = openSearchIndex(indexPath());
    return await openArchive(url, {
      indexed: { index, clock: systemClock },
      onError: (error) => errors.push(error),
    });
  }

  async function found(text: string): Promise<readonly Reference<"comment">[]> {
    return (await archive.search.search({ text, sort: "newest", limit: 100 })).references;
  }

  /** Writes like a process that dies before its index does. */
  async function writeWithoutIndex(written: readonly Comment[]): Promise<void> {
    const alone = await openArchive(cacheUrl(), { onError: (error) => errors.push(error) });
    await alone.comments.put(written);
    await alone.close();
  }

  beforeEach(async () => {
    errors.length = 0;
    folder = mkdtempSync(join(tmpdir(), "commonplace-"));
    archive = await open();
  });
  afterEach(async () => {
    await archive.close();
    rmSync(folder, { recursive: true });
  });

  it("holds the visible words of everything that is stored", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
    expect(await found('"word7 everywhere"')).toEqual(["lesswrong:comment:c7"]);
    expect(await found("b ")).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("holds what is stored before it knows which archive it belongs to", async () => {
    const many = Array.from({ length: 3_000 }, (_, place) =>
      commentOf(`m${place}`, { html: `<p>many${place}</p>` }),
    );
    await archive.comments.put(many);
    await archive.settled();
    expect(await found("many0 ")).toEqual(["lesswrong:comment:m0"]);
    expect(await found("many2999 ")).toEqual(["lesswrong:comment:m2999"]);
  });

  it("drops what becomes hidden before the write is finished", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    await archive.comments.put(
      comments.slice(0, 10).map((each) => ({ ...each, visibility: "hidden" as const, body: noBody })),
    );
    expect(await found("everywhere ")).toHaveLength(20);
  });

  it("keeps the last of many simultaneous writes", async () => {
    const versions = Array.from({ length: 20 }, (_, version) =>
      commentOf("same", { html: `version${version}` }),
    );
    await Promise.all(versions.map((version) => archive.comments.put([version])));
    await archive.settled();
    const kept = await archive.comments.get("lesswrong:comment:same");
    expect(await found(`${kept?.body.text} `)).toEqual(["lesswrong:comment:same"]);
    expect(await found("version*")).toHaveLength(1);
  });

  it("is rebuilt when its file is lost", async () => {
    await archive.comments.put(comments);
    await archive.close();
    for (const suffix of ["", "-wal", "-shm"]) rmSync(indexPath() + suffix, { force: true });
    archive = await open();
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
  });

  it("is rebuilt when its file is damaged", async () => {
    await archive.comments.put(comments);
    await archive.close();
    writeFileSync(indexPath(), "this is no database, whatever its name says. ".repeat(500));
    archive = await open();
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
  });

  it("is rebuilt when another version of the bot made it", async () => {
    await archive.comments.put(comments);
    await archive.close();
    const file = new Database(indexPath());
    file.exec("update facts set value = 0 where name = 'version'; drop table pending");
    file.close();
    archive = await open();
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
  });

  it("forgets an archive that was lost or replaced, and indexes the new one", async () => {
    await archive.comments.put(comments);
    await archive.settled();
    await archive.close();
    const other = await openArchive(cacheUrl("b"), { onError: (error) => errors.push(error) });
    await other.comments.put([commentOf("other", { html: "<p>elsewhere</p>" })]);
    await other.close();
    archive = await open(cacheUrl("b"));
    await archive.settled();
    expect(await found("everywhere ")).toEqual([]);
    expect(await found("elsewhere ")).toEqual(["lesswrong:comment:other"]);
  });

  it("catches up after a crash between the archive's write and its own", async () => {
    await archive.comments.put(comments.slice(0, 10));
    await archive.settled();
    await archive.close();
    const index = openSearchIndex(indexPath());
    await index.expect(comments.slice(10), { isDurable: true });
    await index.close();
    await writeWithoutIndex(comments.slice(10));
    archive = await open();
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
  });

  it("ignores a note of something that was never written", async () => {
    const index = openSearchIndex(indexPath());
    await index.expect(comments, { isDurable: true });
    await index.close();
    await archive.close();
    archive = await open();
    await archive.settled();
    expect(await found("everywhere ")).toEqual([]);
    expect(await found("")).toEqual([]);
  });

  it("continues to fill after an interruption", async () => {
    await archive.close();
    await writeWithoutIndex(comments);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(indexPath() + suffix, { force: true });
    archive = await open();
    await archive.close();
    archive = await open();
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
  });

  it("indexes what it missed even if the first attempt fails too", async () => {
    await archive.close();
    const clock = new MovableClock();
    let left = 0;
    let end = (): void => {};
    const failures = (count: number) =>
      new Promise<void>((resolve) => {
        left = count;
        end = resolve;
      });
    archive = await openArchive(cacheUrl(), {
      indexed: { index: openSearchIndex(indexPath()), clock },
      onError: () => {
        left -= 1;
        if (left === 0) end();
      },
    });
    await archive.settled();
    const file = new Database(indexPath());
    file.exec("alter table pending rename to away");
    const noteAndLook = failures(2);
    await archive.comments.put(comments);
    await noteAndLook;
    const attempt = failures(1);
    clock.travel(30_000);
    await attempt;
    file.exec("alter table away rename to pending");
    file.close();
    clock.travel(30_000);
    await archive.settled();
    expect(await found("everywhere ")).toHaveLength(30);
  });

  it("can fail without failing the archive", async () => {
    await archive.settled();
    const file = new Database(indexPath());
    file.exec("drop table pending");
    file.close();
    await archive.comments.put(comments);
    expect(await archive.comments.get("lesswrong:comment:c3")).toBeDefined();
    expect(errors).not.toEqual([]);
  });
});

describe("what buttons must remember", () => {
  it("is found by the same id after a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "commonplace-"));
    const url = `sqlite:${folder}/a.cache.db`;
    const first = await openArchive(url, { onError: () => {} });
    const id = await first.records.remember("a query");
    expect(id).toMatch(/^[\w-]{12}$/);
    expect(await first.records.remember("a query")).toBe(id);
    await first.close();
    const second = await openArchive(url, { onError: () => {} });
    expect(await second.records.recall(id)).toBe("a query");
    expect(await second.records.recall("nothing")).toBeUndefined();
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
