import { bestScore, readBest } from "./best.ts";
import type { Connection } from "./connection.ts";
import { formatCursor, parseCursor } from "./cursor.ts";
import type { FindOptions, Found } from "./found.ts";
import { joinMatches, type SearchPlan } from "./plan-search.ts";
import { divide, everyScore, isOneScore, matchScores, type ScoreRange } from "./score-ranges.ts";
import { type Hit, noScore, walk } from "./walk.ts";

/** As many are read and sorted together; ranges of scores with more are divided. */
const sortable = 400;

/** What is left of the time when all scores at once were too many. */
const firstTryMs = 15;

const best: ScoreRange = { low: bestScore, high: everyScore.high };
const rest: ScoreRange = { low: everyScore.low, high: bestScore - 1 };

interface Place {
  readonly score: number;
  readonly id: number;
}

/** Matches by score, then newest. */
export function findTop(connection: Connection, plan: SearchPlan, asked: FindOptions): Found {
  const { limit, deadline } = asked;
  const cursor = parseCursor(asked.after);
  const after: Place | undefined = cursor?.sort === "top" ? cursor : undefined;
  const hits: Hit[] = [];
  const ranges: ScoreRange[] = [everyScore];
  for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
    if (after !== undefined && isDone(range, after)) continue;
    if (hits.length > 0 && performance.now() > deadline) return { hits, next: place(hits.at(-1)) };
    const wanted = limit + 1 - hits.length;
    const options = { after, limit: wanted, deadline };
    const read =
      range === best
        ? readBest(connection, joinMatches(plan.match), plan.bounds, options)
        : isOneScore(range)
          ? readOneScore(connection, plan, range, options)
          : readRange(connection, plan, range, options);
    if (read === undefined) {
      ranges.unshift(...partsOf(range, plan));
      continue;
    }
    hits.push(...read.slice(0, wanted));
    if (hits.length > limit) return { hits: hits.slice(0, limit), next: place(hits.at(limit - 1)) };
    if (hits.length === 0 && ranges.length > 0 && performance.now() > deadline)
      return { hits, next: formatCursor({ sort: "top", score: shownScore(range.low), id: 0 }) };
  }
  return { hits, next: undefined };
}

/** Among too many the best have an index of their own, except those of the Alignment Forum, whose scores are others. */
function partsOf(range: ScoreRange, { bounds }: SearchPlan): readonly ScoreRange[] {
  return range === everyScore && !bounds.isAlignment ? [best, rest] : divide(range);
}

/** Time is the order among those of one score, so they need not all be read. */
function readOneScore(
  connection: Connection,
  { match, bounds }: SearchPlan,
  range: ScoreRange,
  { after, limit }: { readonly after: Place | undefined; readonly limit: number },
): readonly Hit[] {
  const high = after?.score === shownScore(range.low) ? Math.min(bounds.high, after.id - 1) : bounds.high;
  const scores = matchScores(range, bounds.isAlignment);
  const narrowed = narrow({ ...bounds, high }, range);
  return walk(connection, joinMatches([...match, ...scores]), narrowed, {
    direction: "down",
    limit,
    deadline: Number.POSITIVE_INFINITY,
  }).hits;
}

/** `undefined` when there are too many. Many scores at once are given up when time is up: in their upper part less is to be read. */
function readRange(
  connection: Connection,
  { match, bounds }: SearchPlan,
  range: ScoreRange,
  { after, deadline }: { readonly after: Place | undefined; readonly deadline: number },
): readonly Hit[] | undefined {
  const scores = matchScores(range, bounds.isAlignment);
  const { hits, restFrom } = walk(connection, joinMatches([...match, ...scores]), narrow(bounds, range), {
    direction: "down",
    limit: sortable + 1,
    deadline: range === everyScore || range === rest ? deadline - firstTryMs : Number.POSITIVE_INFINITY,
  });
  if (restFrom !== undefined || hits.length > sortable) return undefined;
  return hits
    .filter((hit) => after === undefined || isAfter(hit, after))
    .sort((a, b) => (b.score ?? noScore) - (a.score ?? noScore) || b.id - a.id);
}

function narrow(bounds: SearchPlan["bounds"], { low, high }: ScoreRange): SearchPlan["bounds"] {
  return { ...bounds, minScore: Math.max(low, bounds.minScore ?? noScore), maxScore: high };
}

/** No comment has the id 0: a place there means that all of its score were given. */
function isDone({ low }: ScoreRange, { score, id }: Place): boolean {
  return shownScore(low) > score || (shownScore(low) === score && id === 0);
}

function isAfter(hit: Hit, { score, id }: Place): boolean {
  const own = shownScore(hit.score);
  return own < score || (own === score && hit.id < id);
}

function place(hit: Hit | undefined): string | undefined {
  if (hit === undefined) return undefined;
  return formatCursor({ sort: "top", score: shownScore(hit.score), id: hit.id });
}

/** Small enough for a cursor. */
function shownScore(score: number | null): number {
  return Math.max(score ?? noScore, -1e9);
}
