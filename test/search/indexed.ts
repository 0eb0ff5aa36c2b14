import type { Comment } from "../../src/forum/comment.ts";
import type { CommentQuery } from "../../src/forum/comment-search.ts";
import type { SearchIndex } from "../../src/forum/search-index.ts";
import { openSearchIndex, type SearchIndexOptions } from "../../src/search/open-search-index.ts";

/** Makes an index in memory of these comments, with their HTML as their text. */
export async function indexOf(
  comments: readonly Comment[],
  options: SearchIndexOptions = {},
): Promise<SearchIndex> {
  const index = openSearchIndex(":memory:", options);
  await index.adopt("an archive");
  await indexAll(index, comments);
  return index;
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
