import { bestScore, readBest } from "./best.ts";
import type { Connection } from "./connection.ts";
import { formatCursor, parseCursor } from "./cursor.ts";
import type { FindOptions, Found } from "./found.ts";
import { matchOf, type SearchPlan } from "./plan-search.ts";
import { divide, everyScore, isOneScore, matchScores, type ScoreRange } from "./score-ranges.ts";
import type { UnfinishedWalks } from "./unfinished-walks.ts";
import { type Hit, noScore, walk } from "./walk.ts";

/** The most matches to read and sort together. A range of scores with more is divided. */
const sortable = 400;

/** The place down to which matches were returned: of this score, those with smaller ids are to come. Ids begin with 1. */
interface Place {
  readonly score: number;
  readonly id: number;
}

/** Matches read from a range of scores, best first; `goesOnAt` is set if time ran out before the end of the range. */
interface Read {
  readonly hits: readonly Hit[];
  readonly goesOnAt?: Place;
}

interface Search {
  readonly connection: Connection;
  readonly plan: SearchPlan;
  readonly walks: UnfinishedWalks;
  readonly after: Place | undefined;
  readonly deadline: number;
}

/** Finds matches by score, then newest first. */
export function findTop(
  connection: Connection,
  plan: SearchPlan,
  walks: UnfinishedWalks,
  { after: cursor, limit, deadline }: FindOptions,
): Found {
  const after = readPlace(cursor);
  const search = { connection, plan, walks, after, deadline };
  const ranges = [...startingRanges(plan)];
  const hits: Hit[] = [];
  let reached = after;
  for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
    if (isOutside(range, plan) || (after !== undefined && isDone(range, after))) continue;
    if (reached !== after && performance.now() > deadline) return { hits, next: format(reached) };
    const read = readRange(search, range, limit + 1 - hits.length);
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
function readRange(search: Search, range: ScoreRange, wanted: number): Read | undefined {
  const { connection, plan, after } = search;
  const isBest = range.low === bestScore && range.high === everyScore.high && plan.bounds.site === undefined;
  if (isBest) {
    const hits = readBest(connection, { ...plan, match: matchOf(plan) }, plan.bounds, {
      after,
      limit: wanted,
    });
    return { hits };
  }
  return isOneScore(range) ? readOneScore(search, range, wanted) : readScores(search, range);
}

/** Reads matches with one score in order of time, so not all of them need to be read. */
function readOneScore(search: Search, range: ScoreRange, wanted: number): Read {
  const { connection, plan, after, deadline } = search;
  const { bounds } = plan;
  const score = shownScore(range.low);
  const high = after?.score === score ? Math.min(bounds.high, after.id - 1) : bounds.high;
  const scores = matchScores(range, bounds.site, plan.facets);
  const { hits, restFrom } = walk(connection, matchOf(plan, ...scores), narrow({ ...bounds, high }, range), {
    direction: "down",
    limit: wanted,
    deadline,
  });
  return restFrom === undefined || hits.length >= wanted
    ? { hits }
    : { hits, goesOnAt: { score, id: restFrom + 1 } };
}

function readScores(search: Search, range: ScoreRange): Read | undefined {
  const { connection, plan, walks, after, deadline } = search;
  const { bounds } = plan;
  const scores = matchScores(range, bounds.site, plan.facets);
  const hits = walks.readAll(connection, matchOf(plan, ...scores), narrow(bounds, range), {
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

function narrow(bounds: SearchPlan["bounds"], { low, high }: ScoreRange): SearchPlan["bounds"] {
  return { ...bounds, minScore: Math.max(low, bounds.minScore ?? noScore), maxScore: high };
}

function isOutside({ high }: ScoreRange, { bounds }: SearchPlan): boolean {
  return high < (bounds.minScore ?? noScore);
}

/** No comment has the id 0: a place there means that all with its score were returned. */
function isDone({ low }: ScoreRange, { score, id }: Place): boolean {
  return shownScore(low) > score || (shownScore(low) === score && id === 0);
}

function isAfter(hit: Hit, { score, id }: Place): boolean {
  const own = shownScore(hit.score);
  return own < score || (own === score && hit.id < id);
}

/** Place before everything in a range that is still to be returned. */
function startOf({ high }: ScoreRange, after: Place | undefined): Place {
  if (after !== undefined && after.score <= shownScore(high)) return after;
  return { score: shownScore(high) + 1, id: 0 };
}

function placeOf(hit: Hit | undefined): Place | undefined {
  return hit === undefined ? undefined : { score: shownScore(hit.score), id: hit.id };
}

function readPlace(cursor: string | undefined): Place | undefined {
  const place = parseCursor(cursor);
  return place?.sort === "top" ? place : undefined;
}

function format(place: Place | undefined): string | undefined {
  return place === undefined ? undefined : formatCursor({ sort: "top", ...place });
}

/** Rounds a score so that it fits into a cursor. */
function shownScore(score: number | null): number {
  return Math.max(score ?? noScore, -1e9);
}
