import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import { systemClock } from "../../src/clock.ts";
import { noBody } from "../../src/forum/body.ts";
import type { Comment } from "../../src/forum/comment.ts";
import type { SearchIndex } from "../../src/forum/search-index.ts";
import { readBody } from "../../src/rendering/document-of.ts";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import { readFact } from "../../src/search/sqlite/tables.ts";
import { knownSites } from "../../src/sources/forummagnum/sites.ts";
import { visibleText } from "../../src/text/visible-text.ts";
import { authorOf, commentOf } from "../mirror/comment.ts";
import { findAll } from "./contract/indexed.ts";

/** Made from these comments by the version of 2026-11-28. */
const fixture = join(import.meta.dirname, "../fixtures/search/folding-1.search.db.gz");
const weiss = authorOf("weiss", "Zoë Weiß");
const gone = commentOf("hidden", { html: "<p>The secret harbour.</p>" });
const comments = [
  commentOf("plain", { html: "<p>The plain harbour clock.</p>" }),
  commentOf("raised", { html: "<p>Emissions of CO<sub>2</sub> rose.</p>", author: weiss }),
  commentOf("stroke", { html: "<p>Łukasz lives in that Straße.</p>" }),
  commentOf("kana", { html: "<p>価値観のアライメント問題について</p>" }),
  gone,
];
const added = commentOf("added", { html: "<p>Written meanwhile.</p>" });
const asPeopleType = { raised: "co2", stroke: "lukasz strasse", kana: "アライメント" };

/** Comments from which the version of 2026-11-30 made an index, with special columns and words for the Alignment Forum. */
const onBoth = { shownOn: ["lesswrong", "alignmentforum"] };
const withSites = [
  commentOf("both", { ...onBoth, scores: { lesswrong: 5, alignmentforum: 40 }, postedAtMs: 3000 }),
  commentOf("weak", { ...onBoth, scores: { lesswrong: 90, alignmentforum: 2 }, postedAtMs: 2000 }),
  commentOf("unscored", { ...onBoth, scores: {}, postedAtMs: 1500 }),
  commentOf("other", { scores: { lesswrong: 91 }, postedAtMs: 1000 }),
];

describe("an index that could hold only one other site of a database", () => {
  let folder: string;
  let index: SearchIndex;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "commonplace-"));
    const file = join(import.meta.dirname, "../fixtures/search/folding-2.search.db.gz");
    writeFileSync(join(folder, "a.search.db"), gunzipSync(readFileSync(file)));
    index = openSearchIndex(join(folder, "a.search.db"));
  });
  afterEach(async () => {
    await index.close();
    rmSync(folder, { recursive: true });
  });

  async function expectAnswers(): Promise<void> {
    const at = (name: string) => knownSites.find((site) => site.name === name);
    const [all, site] = [at("lesswrong"), at("alignmentforum")];
    expect(await findAll(index, { site, sort: "top" })).toEqual(["both", "weak", "unscored"]);
    expect(await findAll(index, { site, minScore: 2, sort: "newest" })).toEqual(["both", "weak"]);
    expect(await findAll(index, { site, minScore: 30, sort: "newest" })).toEqual(["both"]);
    expect(await findAll(index, { site, text: "harbour", sort: "relevance" })).toHaveLength(3);
    expect(await findAll(index, { site: all, sort: "top" })).toEqual(["other", "weak", "both", "unscored"]);
    expect(await findAll(index, { minScore: 30, sort: "newest" })).toEqual(["weak", "other"]);
    expect(await findAll(index, { site: at("eaforum"), sort: "newest" })).toEqual([]);
  }

  it("answers with what each site shows, and so does its replacement", async () => {
    await expectAnswers();
    await index.adopt("an archive");
    await index.expect(withSites, { isDurable: true });
    for (let due = await index.due(10, new Set()); due.length > 0; due = await index.due(10, new Set())) {
      const readable = withSites.map((comment) => ({ comment, text: "harbour" }));
      await index.update({ due, readable, gone: [] });
      await expectAnswers();
    }
    await index.completeScan("an archive");
    await index.due(10, new Set());
    expect(readdirSync(folder)).toEqual(["a.search.db", "a.search.db-shm", "a.search.db-wal"]);
    await expectAnswers();
  });
});

describe("an index with an older folding", () => {
  let folder: string;
  let index: SearchIndex;
  let archiveId: string;
  const errors: unknown[] = [];
  const path = () => join(folder, "a.search.db");
  const cacheUrl = () => `sqlite:${folder}/a.cache.db`;

  beforeEach(async () => {
    errors.length = 0;
    folder = mkdtempSync(join(tmpdir(), "commonplace-"));
    await put(comments);
    archiveId = await nameOfArchive();
    writeFileSync(path(), gunzipSync(readFileSync(fixture)));
    change("a.search.db", (file) =>
      file.prepare("update facts set value = ? where name in ('archive', 'complete')").run(archiveId),
    );
    index = openSearchIndex(path());
  });
  afterEach(async () => {
    await index.close();
    rmSync(folder, { recursive: true });
  });

  function change<T>(name: string, use: (file: Database.Database) => T): T {
    const file = new Database(join(folder, name));
    try {
      return use(file);
    } finally {
      file.close();
    }
  }

  async function open(indexed?: SearchIndex): Promise<Archive> {
    return await openArchive(cacheUrl(), {
      onError: (error) => errors.push(error),
      ...(indexed === undefined ? {} : { indexed: { index: indexed, clock: systemClock } }),
    });
  }

  /** Puts comments into the archive alone. */
  async function put(written: readonly Comment[]): Promise<void> {
    const archive = await open();
    await archive.comments.put(written);
    await archive.close();
  }

  /** Returns the archive's name, as a separate index hears it. */
  async function nameOfArchive(): Promise<string> {
    const archive = await open(openSearchIndex(join(folder, "own.db")));
    await archive.settled();
    await archive.close();
    const name = change("own.db", (file) => readFact(file, "archive"));
    rmSync(join(folder, "own.db"));
    return String(name);
  }

  /** Lets the archive finish the new index, and reopens the index that it closes. */
  async function renew(): Promise<void> {
    const archive = await open(index);
    await archive.settled();
    expect(await found(asPeopleType.raised)).toEqual(["raised"]);
    await archive.close();
    index = openSearchIndex(path());
  }

  async function look(): Promise<void> {
    const due = await index.due(10, new Set());
    const readable = [...comments, added].flatMap((comment) =>
      due.some(({ reference }) => reference === comment.reference)
        ? [{ comment, text: wordsOf(comment) }]
        : [],
    );
    await index.update({ due, readable, gone: [] });
  }

  const found = async (text: string) =>
    (await index.search({ text, sort: "newest", limit: 10 })).references
      .map((reference) => reference.split(":")[2])
      .sort();
  const databases = () => readdirSync(folder).filter((name) => name.endsWith(".db"));

  it("answers as before until the new one holds everything, then disappears", async () => {
    expect(await found("harbour")).toEqual(["hidden", "plain"]);
    expect(await found("Straße")).toEqual(["stroke"]);
    expect(await index.findAuthors("zoe", 5)).toHaveLength(1);
    expect(await found(asPeopleType.raised)).toEqual([]);
    expect(databases()).toEqual(["a.cache.db", "a.search.db", "a.search.next.db"]);
    await renew();
    for (const [id, typed] of Object.entries(asPeopleType)) expect(await found(typed)).toEqual([id]);
    expect(await found("harbour")).toEqual(["hidden", "plain"]);
    expect(await index.findAuthors("weiss", 5)).toHaveLength(1);
    expect(databases()).toEqual(["a.cache.db", "a.search.db"]);
    expect(errors).toEqual([]);
  });

  it("indexes everything that is written meanwhile, as does the new one", async () => {
    expect(await index.adopt(archiveId)).toEqual({ isComplete: false });
    await put([added]);
    await index.expect([added], { isDurable: true });
    await index.expect([{ ...gone, visibility: "hidden" }], { isDurable: true });
    await look();
    expect(await found("meanwhile")).toEqual(["added"]);
    expect(await found("secret")).toEqual([]);
    await index.forgetAuthor(weiss.reference);
    expect(await index.findAuthors("zoe", 5)).toEqual([]);
    await put([{ ...gone, visibility: "hidden", body: noBody }]);
    await renew();
    expect(await found("meanwhile")).toEqual(["added"]);
    expect(await found("secret")).toEqual([]);
  });

  it("keeps answering after an interrupted process, while the new one keeps growing", async () => {
    await index.adopt(archiveId);
    await index.expect(comments.slice(0, 3), { isDurable: false });
    await look();
    await index.close();
    index = openSearchIndex(path());
    expect(await found("harbour")).toEqual(["hidden", "plain"]);
    expect(await found(asPeopleType.raised)).toEqual([]);
    await renew();
    expect(await found(asPeopleType.kana)).toEqual(["kana"]);
  });

  it("starts over if the new one is damaged", async () => {
    await index.close();
    writeFileSync(join(folder, "a.search.next.db"), "no database at all ".repeat(500));
    index = openSearchIndex(path());
    await renew();
    expect(databases()).toEqual(["a.cache.db", "a.search.db"]);
  });

  it("is dropped at once if it belongs to another archive", async () => {
    await index.adopt("another archive");
    expect(await found("harbour")).toEqual([]);
    expect(databases()).toEqual(["a.cache.db", "a.search.db"]);
  });

  it("is replaced only once current writes are finished", async () => {
    const authors = Array.from({ length: 3_000 }, (_, place) =>
      authorOf(`writer-${place}`, `Writer ${place}`),
    );
    await index.adopt(archiveId);
    await index.completeScan(archiveId);
    const writing = index.noteAuthors(authors);
    expect(await index.due(10, new Set())).toEqual([]);
    await writing;
    expect(databases()).toEqual(["a.cache.db", "a.search.db"]);
    expect(await index.findAuthors("writer 2999", 1)).toHaveLength(1);
  });
});

function wordsOf({ body }: Comment): string {
  return visibleText(readBody(body));
}
