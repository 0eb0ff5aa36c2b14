import { afterEach } from "vitest";
import type { Comment } from "../../../src/forum/comment.ts";
import type { CommentQuery } from "../../../src/forum/comment-search.ts";
import type { SearchIndex } from "../../../src/forum/search-index.ts";

export interface EngineOptions {
  /** The most comments that one step of a search should look at, approximately. */
  readonly stepSize?: number;
  readonly searchMs?: number;
}

/** Opens an index. It may hold the contents of an earlier index until it is bound to another archive. */
export type OpenIndex = (options: EngineOptions) => SearchIndex;

/** Makes an index of these comments, with their HTML as their text. */
export type IndexOf = (comments: readonly Comment[], options?: EngineOptions) => Promise<SearchIndex>;

let archives = 0;

/** Closes each index at the end of its test. */
export function closingEach(open: OpenIndex): IndexOf {
  const opened: SearchIndex[] = [];
  afterEach(async () => {
    for (const index of opened.splice(0)) await index.close();
  });
  return async (comments, options = {}) => {
    const index = open(options);
    opened.push(index);
    await fill(index, comments);
    return index;
  };
}

/** Fills an index with nothing but these comments. */
export async function fill(index: SearchIndex, comments: readonly Comment[]): Promise<void> {
  archives += 1;
  await index.adopt(`archive ${archives}`);
  await indexAll(index, comments);
}

export async function indexAll(index: SearchIndex, comments: readonly Comment[]): Promise<void> {
  await index.expect(comments, { isDurable: false });
  const kept = new Map(comments.map((comment) => [comment.reference, comment]));
  for (let due = await index.due(100, new Set()); due.length > 0; due = await index.due(100, new Set())) {
    const readable = due.flatMap(({ reference }) => {
      const comment = kept.get(reference);
      return comment === undefined ? [] : [{ comment, text: comment.body.text }];
    });
    await index.update({ due, readable, gone: [] });
  }
}

/** Lists the ids of everything that a query finds, page after page. */
export async function findAll(
  index: SearchIndex,
  query: Omit<CommentQuery, "limit" | "after">,
  limit = 100,
): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await index.search({ ...query, limit, after });
    found.push(...page.references.map((reference) => reference.split(":")[2] ?? ""));
    after = page.next;
  } while (after !== undefined);
  return found;
}
