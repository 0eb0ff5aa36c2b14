import { formatCursor, parseCursor } from "./cursor.ts";
import type { FindOptions, Found } from "./found.ts";
import {
  bestScore,
  type Hit,
  type Match,
  type MatchReader,
  noScore,
  type ScoredMatches,
  type ScorePlace,
} from "./matches.ts";
import type { SearchPlan } from "./plan-search.ts";
import { divide, everyScore, isOneScore, matchScores, type ScoreRange } from "./score-ranges.ts";
import type { UnfinishedWalks } from "./unfinished-walks.ts";

/** The most matches to read and sort together. A range of scores with more is divided. */
const sortable = 400;

interface Search {
  readonly matches: MatchReader;
  readonly plan: SearchPlan;
  readonly walks: UnfinishedWalks;
  readonly after: ScorePlace | undefined;
  readonly deadline: number;
}

/** Finds matches by score, then newest first. */
export async function findTop(
  matches: MatchReader,
  plan: SearchPlan,
  walks: UnfinishedWalks,
  { after: cursor, limit, deadline }: FindOptions,
): Promise<Found> {
  const after = readPlace(cursor);
  const search = { matches, plan, walks, after, deadline };
  const ranges = [...startingRanges(plan)];
  const hits: Hit[] = [];
  let reached = after;
  for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
    if (isOutside(range, plan) || (after !== undefined && isDone(range, after))) continue;
    if (reached !== after && performance.now() > deadline) return { hits, next: format(reached) };
    const read = await readRange(search, range, limit + 1 - hits.length);
    if (read === undefined) {
      ranges.unshift(...divide(range));
      continue;
    }
    hits.push(...read.hits);
    if (hits.length > limit) return { hits: hits.slice(0, limit), next: format(placeOf(hits[limit - 1])) };
    if (read.goesOnAt !== undefined) return { hits, next: format(read.goesOnAt) };
    reached = { score: shownScore(range.low), id: 0 };
  }
  return { hits, next: undefined };
}

/** Chooses the first ranges. By the scores of main sites, the best comments have an index of their own. */
function startingRanges({ bounds }: SearchPlan): readonly ScoreRange[] {
  if (bounds.site !== undefined) return [everyScore];
  return [
    { low: bestScore, high: everyScore.high },
    { low: everyScore.low, high: bestScore - 1 },
  ];
}

/** Reads at least `wanted` of the best if there are so many; `undefined` if there are too many to sort. */
async function readRange(
  search: Search,
  range: ScoreRange,
  wanted: number,
): Promise<ScoredMatches | undefined> {
  const { matches, plan, after, deadline } = search;
  const isBest = range.low === bestScore && range.high === everyScore.high && plan.bounds.site === undefined;
  if (isBest) {
    // All of them have passed this threshold.
    const match = withFacets(plan.match, [[plan.facets.atLeast(bestScore, undefined)]]);
    return await matches.best(match, plan.bounds, { after, limit: wanted, deadline });
  }
  return await (isOneScore(range) ? readOneScore(search, range, wanted) : readScores(search, range));
}

/** Reads matches with one score in order of time, so not all of them need to be read. */
async function readOneScore(search: Search, range: ScoreRange, wanted: number): Promise<ScoredMatches> {
  const { matches, plan, after, deadline } = search;
  const { bounds } = plan;
  const score = shownScore(range.low);
  const high = after?.score === score ? Math.min(bounds.high, after.id - 1) : bounds.high;
  const match = withFacets(plan.match, matchScores(range, bounds.site, plan.facets));
  const { hits, restFrom } = await matches.walk(match, narrow({ ...bounds, high }, range), {
    direction: "down",
    limit: wanted,
    deadline,
  });
  return restFrom === undefined || hits.length >= wanted
    ? { hits }
    : { hits, goesOnAt: { score, id: restFrom + 1 } };
}

async function readScores(search: Search, range: ScoreRange): Promise<ScoredMatches | undefined> {
  const { matches, plan, walks, after, deadline } = search;
  const { bounds } = plan;
  const match = withFacets(plan.match, matchScores(range, bounds.site, plan.facets));
  const hits = await walks.readAll(matches, match, narrow(bounds, range), {
    limit: sortable + 1,
    deadline,
  });
  if (hits === undefined) return { hits: [], goesOnAt: startOf(range, after) };
  if (hits.length > sortable) return undefined;
  return {
    hits: hits
      .filter((hit) => after === undefined || isAfter(hit, after))
      .sort((a, b) => (b.score ?? noScore) - (a.score ?? noScore) || b.id - a.id),
  };
}

function withFacets(match: Match, facets: Match["facets"]): Match {
  return { ...match, facets: [...match.facets, ...facets] };
}

function narrow(bounds: SearchPlan["bounds"], { low, high }: ScoreRange): SearchPlan["bounds"] {
  return { ...bounds, minScore: Math.max(low, bounds.minScore ?? noScore), maxScore: high };
}

function isOutside({ high }: ScoreRange, { bounds }: SearchPlan): boolean {
  return high < (bounds.minScore ?? noScore);
}

/** No comment has the id 0: a place there means that all with its score were returned. */
function isDone({ low }: ScoreRange, { score, id }: ScorePlace): boolean {
  return shownScore(low) > score || (shownScore(low) === score && id === 0);
}

function isAfter(hit: Hit, { score, id }: ScorePlace): boolean {
  const own = shownScore(hit.score);
  return own < score || (own === score && hit.id < id);
}

/** Returns the place right before everything in a range that is still to be returned. */
function startOf({ high }: ScoreRange, after: ScorePlace | undefined): ScorePlace {
  if (after !== undefined && after.score <= shownScore(high)) return after;
  return { score: shownScore(high) + 1, id: 0 };
}

function placeOf(hit: Hit | undefined): ScorePlace | undefined {
  return hit === undefined ? undefined : { score: shownScore(hit.score), id: hit.id };
}

function readPlace(cursor: string | undefined): ScorePlace | undefined {
  const place = parseCursor(cursor);
  return place?.sort === "top" ? place : undefined;
}

function format(place: ScorePlace | undefined): string | undefined {
  return place === undefined ? undefined : formatCursor({ sort: "top", ...place });
}

/** Rounds a score so that it fits into a cursor. */
function shownScore(score: number | null): number {
  return Math.max(score ?? noScore, -1e9);
}
