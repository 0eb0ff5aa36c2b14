import type { CommentQuery } from "../forum/comment-search.ts";
import type { Authors } from "./authors.ts";
import { type Facets, facet, thresholdBelow } from "./facets.ts";
import type { Folding } from "./foldings.ts";
import type { Posts } from "./posts.ts";
import { matchAll, matchAny, readQuestion } from "./question.ts";
import { firstIdOf, lastId, lastIdBefore } from "./slots.ts";
import type { Bounds } from "./walk.ts";

/** A query in the terms of the index. */
export interface SearchPlan {
  /** FTS5 expressions, all of which must match; an empty list matches every comment. */
  readonly match: readonly string[];
  /** The expression that must not match. */
  readonly without: string | undefined;
  /** Matches comments with all words side by side. */
  readonly inOrder: string | undefined;
  readonly bounds: Bounds;
  /** The facets that this index uses. */
  readonly facets: Facets;
}

interface Known {
  readonly authors: Authors;
  readonly posts: Posts;
  readonly spill: number;
  readonly folding: Folding;
}

/** `undefined` if nothing can match. */
export function planSearch(query: CommentQuery, known: Known): SearchPlan | undefined {
  const { text, author, post, site } = query;
  const [untilMs, minScore] = [query.untilMs, query.minScore].map(number);
  // An end date leaves out undated comments (stored at 0), because it is unknown whether they were posted before it.
  const sinceMs = number(query.sinceMs) ?? (untilMs === undefined ? undefined : 1);
  const { terms, without, inOrder } = readQuestion(text ?? "", { folding: known.folding });
  if (terms.length === 0 && without.length === 0 && text !== undefined && text.trim() !== "")
    return undefined;
  const { facets } = known.folding;
  const wanted: string[] = [];
  if (author !== undefined) {
    const id = known.authors.idOf(author);
    if (id === undefined) return undefined;
    wanted.push(facet.author(id));
  }
  if (post !== undefined) {
    const id = known.posts.idOf(post);
    if (id === undefined) return undefined;
    wanted.push(facet.thread(id));
  }
  const otherSite = site?.name === site?.database ? undefined : site?.name;
  if (site !== undefined) wanted.push(facets.shownOn(site.name));
  const threshold = minScore === undefined ? undefined : thresholdBelow(minScore);
  if (threshold !== undefined) wanted.push(facets.atLeast(threshold, otherSite));
  const match = wanted.map((word) => `{facets} : "${word}"`);
  if (terms.length > 0) match.push(matchAll(terms, "text"));
  // FTS5 cannot exclude from nothing.
  if (match.length === 0 && without.length > 0) return undefined;
  return {
    match,
    without: without.length === 0 ? undefined : matchAny(without, "text"),
    inOrder: inOrder && matchAll([inOrder], "text"),
    bounds: {
      low: sinceMs === undefined ? 1 : firstIdOf(sinceMs),
      high: untilMs === undefined ? lastId : Math.min(lastId, lastIdBefore(untilMs) + known.spill),
      sinceMs: sinceMs ?? 0,
      untilMs: untilMs ?? Number.MAX_SAFE_INTEGER,
      minScore,
      site: otherSite,
    },
    facets,
  };
}

function number(value: number | undefined): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** Builds one FTS5 expression from a plan and further expressions; `undefined` if there is nothing to match. */
export function matchOf(
  { match, without }: Pick<SearchPlan, "match" | "without">,
  ...also: readonly string[]
): string | undefined {
  const all = [...match, ...also];
  if (all.length === 0) return undefined;
  const joined = all.map((expression) => `(${expression})`).join(" AND ");
  return without === undefined ? joined : `(${joined}) NOT (${without})`;
}
