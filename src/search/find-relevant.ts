import { formatCursor, parseCursor } from "./cursor.ts";
import type { FindOptions, Found } from "./found.ts";
import type { Bounds, Hit, MatchReader } from "./matches.ts";
import type { SearchPlan } from "./plan-search.ts";
import { rankOf } from "./rank.ts";

/** The number of matches ranked together, newest first. */
const windowSize = 300;
/** The number of older well-received matches that are ranked with the first window. */
const notableCount = 100;
const notableScore = 30;

/** A window. `top` is 0 for the first one; `bottom` is undefined if not known yet. */
interface Place {
  readonly top: number;
  readonly bottom: number | undefined;
  readonly notable: number;
  readonly last: { readonly rank: number; readonly id: number } | undefined;
}

interface Ranked {
  readonly hit: Hit;
  readonly rank: number;
}

interface Window {
  readonly ranked: readonly Ranked[];
  readonly place: Place & { readonly bottom: number };
  readonly isLast: boolean;
}

const start: Place = { top: 0, bottom: undefined, notable: 0, last: undefined };

/**
 * Ranks matches by how well they match, recency and score within windows of time: the newest and all well-received ones first,
 * then older ones.
 */
export async function findRelevant(
  matches: MatchReader,
  plan: SearchPlan,
  options: FindOptions,
): Promise<Found> {
  const { limit, deadline } = options;
  const hits: Hit[] = [];
  let place = readPlace(options.after);
  while (true) {
    const window = await readWindow(matches, plan, place, deadline);
    const rest = window.ranked.filter(({ hit, rank }) => isAfter(hit.id, rank, place.last));
    const taken = rest.slice(0, limit - hits.length);
    hits.push(...taken.map(({ hit }) => hit));
    const last = taken.at(-1);
    if (rest.length > taken.length) {
      const reached = last === undefined ? place.last : { rank: last.rank, id: last.hit.id };
      return { hits, next: format({ ...window.place, last: reached }) };
    }
    if (window.isLast) return { hits, next: undefined };
    place = { ...window.place, top: window.place.bottom - 1, bottom: undefined, last: undefined };
    if (hits.length >= limit || performance.now() > deadline) return { hits, next: format(place) };
  }
}

async function readWindow(
  matches: MatchReader,
  plan: SearchPlan,
  place: Place,
  deadline: number,
): Promise<Window> {
  const { bounds } = plan;
  const isFirst = place.top === 0;
  const high = isFirst ? bounds.high : Math.min(place.top, bounds.high);
  // A window that was ranked before is read again exactly as it was, however long that takes.
  const walked = await matches.walk(
    plan.match,
    { ...bounds, high, low: Math.max(place.bottom ?? bounds.low, bounds.low) },
    place.bottom === undefined
      ? { direction: "down", limit: windowSize, deadline }
      : { direction: "down", limit: Number.POSITIVE_INFINITY, deadline: Number.POSITIVE_INFINITY },
  );
  const bottom = place.bottom ?? (walked.restFrom === undefined ? bounds.low : walked.restFrom + 1);
  const isLast = bottom <= bounds.low;
  const ranked = await rank(matches, plan, walked.hits);
  if (!isFirst) {
    const unseen = ranked.filter(({ hit }) => !isNotable(hit) || hit.id < place.notable);
    return { ranked: unseen, isLast, place: { ...place, bottom } };
  }
  if (isLast) return { ranked, isLast, place: { ...place, bottom } };
  const notable = await readNotable(matches, plan, { ...place, bottom }, deadline);
  const all = [...ranked, ...notable.ranked].toSorted(byRank);
  return { ranked: all, isLast, place: { ...place, bottom, notable: notable.low } };
}

async function readNotable(
  matches: MatchReader,
  plan: SearchPlan,
  place: Place & { readonly bottom: number },
  deadline: number,
): Promise<{ readonly ranked: readonly Ranked[]; readonly low: number }> {
  const { bounds } = plan;
  const notable = [plan.facets.atLeast(notableScore, bounds.site)];
  const match = { ...plan.match, facets: [...plan.match.facets, notable] };
  const older: Bounds = { ...bounds, high: place.bottom - 1, low: Math.max(place.notable, bounds.low) };
  const isKnown = place.notable !== 0;
  if (!isKnown && performance.now() > deadline) return { ranked: [], low: place.bottom };
  const walked = await matches.walk(match, older, {
    direction: "down",
    limit: isKnown ? Number.POSITIVE_INFINITY : notableCount,
    deadline: isKnown ? Number.POSITIVE_INFINITY : deadline,
  });
  const low = isKnown ? place.notable : walked.restFrom === undefined ? bounds.low : walked.restFrom + 1;
  return { ranked: await rank(matches, { ...plan, match }, walked.hits), low };
}

async function rank(
  matches: MatchReader,
  { match, inOrder, bounds }: SearchPlan,
  hits: readonly Hit[],
): Promise<readonly Ranked[]> {
  const ids = inOrder === undefined ? undefined : await matches.withTerm(match, inOrder, bounds, hits);
  return hits.map((hit) => ({ hit, rank: rankOf(hit, ids?.has(hit.id) === true) })).sort(byRank);
}

function byRank(a: Ranked, b: Ranked): number {
  return b.rank - a.rank || b.hit.id - a.hit.id;
}

function isAfter(id: number, rank: number, last: Place["last"]): boolean {
  return last === undefined || rank < last.rank || (rank === last.rank && id < last.id);
}

function isNotable(hit: Hit): boolean {
  return (hit.score ?? 0) >= notableScore;
}

function readPlace(after: string | undefined): Place {
  const cursor = parseCursor(after);
  if (cursor?.sort !== "relevance") return start;
  return { ...cursor, bottom: cursor.bottom === 0 ? undefined : cursor.bottom };
}

function format({ top, bottom = 0, notable, last }: Place): string {
  return formatCursor({ sort: "relevance", top, bottom, notable, last });
}
