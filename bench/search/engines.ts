// Indexes the same comments with one of three engines, asks each the same questions, and prints time and memory as JSON.
import { statSync } from "node:fs";
import { create, insertMultiple, search as searchOrama } from "@orama/orama";
import MiniSearch from "minisearch";
import type { Comment } from "../../src/forum/comment.ts";
import type { CommentQuery } from "../../src/forum/comment-search.ts";
import { databaseOf } from "../../src/forum/reference.ts";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { visibleText } from "../../src/text/visible-text.ts";
import { generateForum } from "./generate.ts";
import { readMaterial } from "./material.ts";
import { measure, type Times } from "./measure.ts";
import { askAbout } from "./questions.ts";

interface Entry {
  readonly comment: Comment;
  readonly text: string;
}

interface Engine {
  add(entries: readonly Entry[]): Promise<void>;
  suggest(typed: string): Promise<unknown>;
  /** Searches by text, author and least score, as far as the engine can. */
  lookup(query: CommentQuery): Promise<unknown>;
}

const [name = "", folder = "", size = "0", corpus = ""] = process.argv.slice(2);
const file = `${folder}/engine.search.db`;

function openOwn(): Engine {
  const index = openSearchIndex(file);
  return {
    async add(entries) {
      await index.expect(
        entries.map(({ comment }) => comment),
        { isDurable: false },
      );
      await index.update({ due: await index.due(entries.length, new Set()), readable: entries, gone: [] });
    },
    suggest: (typed) => index.suggest(typed, 25),
    lookup: (query) => index.search(query),
  };
}

function openMiniSearch(): Engine {
  const index = new MiniSearch({ fields: ["text", "author"], storeFields: ["author", "score"] });
  return {
    async add(entries) {
      index.addAll(
        entries.map(({ comment, text }) => ({
          id: comment.reference,
          text,
          author: comment.author?.reference,
          score: comment.scores[databaseOf(comment.reference)],
        })),
      );
    },
    async suggest(typed) {
      return index
        .search(typed, { combineWith: "AND", prefix: (_, place, terms) => place === terms.length - 1 })
        .slice(0, 25);
    },
    async lookup({ text = "", author, minScore = -1e9, limit }) {
      const options = {
        combineWith: "AND",
        filter: (found: { readonly author?: string; readonly score?: number }) =>
          (author === undefined || found.author === author) && (found.score ?? 0) >= minScore,
      } as const;
      return index.search(text.trim() === "" ? MiniSearch.wildcard : text, options as never).slice(0, limit);
    },
  };
}

function openOrama(): Engine {
  const index = create({ schema: { text: "string", author: "enum", score: "number" } as const });
  return {
    async add(entries) {
      await insertMultiple(
        index,
        entries.map(({ comment, text }) => ({
          text,
          author: comment.author?.reference ?? "",
          score: comment.scores[databaseOf(comment.reference)] ?? 0,
        })),
        entries.length,
      );
    },
    suggest: async (typed) => searchOrama(index, { term: typed, limit: 25, threshold: 0 }),
    lookup: async ({ text = "", author, minScore, limit }) =>
      searchOrama(index, {
        term: text.trim(),
        limit,
        threshold: 0,
        where: {
          ...(author === undefined ? {} : { author: { eq: author } }),
          ...(minScore === undefined ? {} : { score: { gte: minScore } }),
        },
      } as never),
  };
}

/** Time limit for each kind of question, because some engines need seconds for a single one. */
const withinMs = 20_000;
const material = await readMaterial(corpus);
const forum = generateForum(material, Number(size));
const questions = askAbout(forum, material);
const engines: Readonly<Record<string, () => Engine>> = {
  own: openOwn,
  minisearch: openMiniSearch,
  orama: openOrama,
};
const engine = engines[name]?.();
if (engine === undefined) throw new RangeError(`no engine ${name}`);
let buildMs = 0;
let batch: Entry[] = [];
async function flush(): Promise<void> {
  const startedAtMs = performance.now();
  await engine?.add(batch);
  buildMs += performance.now() - startedAtMs;
  batch = [];
}
for (const comment of forum.comments()) {
  batch.push({ comment, text: visibleText(readHtml(comment.body.text)) });
  if (batch.length === 1000) await flush();
}
await flush();
globalThis.gc?.();
const residentBytes = process.memoryUsage().rss;
const results: Record<string, Times> = {};
for (const [kind, typed] of Object.entries(questions.typed))
  results[`suggest: ${kind}`] = await measure(typed.slice(0, 100), (each) => engine.suggest(each), withinMs);
for (const [kind, queries] of Object.entries(questions.queries)) {
  const shared = queries
    .slice(0, 100)
    .map(({ text, author, minScore, limit, sort }) => ({ text, author, minScore, limit, sort }));
  if (kind !== "filters alone")
    results[`lookup: ${kind}`] = await measure(shared, (each) => engine.lookup(each), withinMs);
}
const indexBytes = name === "own" ? statSync(file).size : undefined;
console.log(JSON.stringify({ results, buildMs, residentBytes, indexBytes }));
