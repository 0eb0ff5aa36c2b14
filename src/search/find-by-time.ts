import { formatCursor, parseCursor } from "./cursor.ts";
import type { FindOptions, Found } from "./found.ts";
import type { MatchReader } from "./matches.ts";
import type { SearchPlan } from "./plan-search.ts";

/** Finds matches from the newest on, or from the oldest. */
export async function findByTime(
  matches: MatchReader,
  { match, bounds }: SearchPlan,
  { after, limit, deadline }: FindOptions,
  direction: "down" | "up",
): Promise<Found> {
  const cursor = parseCursor(after);
  const stretch = { ...bounds };
  if (cursor?.sort === "time") {
    if (direction === "down") stretch.high = Math.min(bounds.high, cursor.id - 1);
    else stretch.low = Math.max(bounds.low, cursor.id + 1);
  }
  // One more than requested shows whether there is a next page.
  const walked = await matches.walk(match, stretch, { direction, limit: limit + 1, deadline });
  const hits = walked.hits.slice(0, limit);
  const last = hits.at(-1);
  if (walked.hits.length > limit && last !== undefined)
    return { hits, next: formatCursor({ sort: "time", id: last.id }) };
  if (walked.restFrom === undefined) return { hits, next: undefined };
  const id = walked.restFrom + (direction === "down" ? 1 : -1);
  return { hits, next: formatCursor({ sort: "time", id }) };
}
