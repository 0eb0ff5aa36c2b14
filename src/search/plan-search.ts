import type { CommentQuery } from "../forum/comment-search.ts";
import type { Reference } from "../forum/reference.ts";
import { type Facets, facet, thresholdBelow } from "./facets.ts";
import type { Folding } from "./foldings.ts";
import type { Bounds, Match } from "./matches.ts";
import { firstIdOf, lastId, lastIdBefore } from "./positions.ts";
import { readQuestion, type Term } from "./question.ts";

/** A query in the terms of the index. */
export interface SearchPlan {
  readonly match: Match;
  /** All words side by side. */
  readonly inOrder: Term | undefined;
  readonly bounds: Bounds;
  /** The facets that this index uses. */
  readonly facets: Facets;
}

/** The facts about an index that a plan needs. */
interface Known {
  /** Returns the number of an author in facets; `undefined` for one without comments. */
  readonly authorId: (author: Reference<"user">) => Promise<number | undefined>;
  readonly threadId: (thread: Reference<"post" | "tag">) => Promise<number | undefined>;
  /** How far after its own second a comment may have been placed. */
  readonly spill: () => Promise<number>;
  readonly folding: Folding;
}

/** `undefined` if nothing can match. */
export async function planSearch(query: CommentQuery, known: Known): Promise<SearchPlan | undefined> {
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
    const id = await known.authorId(author);
    if (id === undefined) return undefined;
    wanted.push(facet.author(id));
  }
  if (post !== undefined) {
    const id = await known.threadId(post);
    if (id === undefined) return undefined;
    wanted.push(facet.thread(id));
  }
  const otherSite = site?.name === site?.database ? undefined : site?.name;
  if (site !== undefined) wanted.push(facets.shownOn(site.name));
  const threshold = minScore === undefined ? undefined : thresholdBelow(minScore);
  if (threshold !== undefined) wanted.push(facets.atLeast(threshold, otherSite));
  // An index cannot exclude from nothing.
  if (wanted.length + terms.length === 0 && without.length > 0) return undefined;
  return {
    match: { terms, without, isInNames: false, facets: wanted.map((word) => [word]) },
    inOrder,
    bounds: {
      low: sinceMs === undefined ? 1 : firstIdOf(sinceMs),
      high: untilMs === undefined ? lastId : Math.min(lastId, lastIdBefore(untilMs) + (await known.spill())),
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
