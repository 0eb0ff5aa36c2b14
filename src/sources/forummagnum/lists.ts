import type { Site } from "../../forum/site.ts";
import { SourceError } from "../source-error.ts";
import { unreadable } from "./record-errors.ts";
import type { RawList } from "./records.ts";

/** The most records in one answer (`maxDocumentsPerRequest`). */
export const longestList = 5000;
/** The most records that the site skips (`maxAllowedApiSkip`). */
export const longestSkip = 2000;
/**
 * Number of ids requested from the far end of a list. No further request is needed unless this many in a row are hidden there.
 */
const endLength = 50;
/** The least requested after a page that was shorter than requested. */
const shortestNext = 100;

export type Terms = Readonly<Record<string, unknown>>;

type Direction = "oldest" | "newest";

export interface Identified {
  readonly _id: string;
}

/** Orders of pages. Each is the exact reverse of the other, so a list can be read from both ends. */
export const orders = {
  oldest: { postedAt: 1, _id: 1 },
  newest: { postedAt: -1, _id: -1 },
} as const satisfies Record<Direction, unknown>;

/** Terms for the first page of a list to be read completely. */
export function firstPage(terms: Terms): Terms {
  return { ...terms, limit: longestList, orderBy: orders.oldest };
}

/** Terms for a list's far end; `orderBy` is the opposite of the pages' order. */
export function farEnd(terms: Terms, orderBy: unknown = orders.newest): Terms {
  return { ...terms, offset: 0, limit: endLength, orderBy };
}

/** The least number of places that a page takes up in the site's list: the site filters by access after it has counted. */
export function placesOf({ results, unreadable }: RawList<unknown>): number {
  return results.length + unreadable.length;
}

/**
 * Returns the first record of a list.
 * @throws {SourceError} if that record cannot be read
 */
export function firstOf<T>({ results, unreadable: left }: RawList<T>, site: Site): T | undefined {
  if (results.length === 0 && left.length > 0) throw unreadable(site);
  return results[0];
}

/**
 * Returns whether a page has the last record of a list, whose far end is given. A short page alone proves nothing: the site filters
 * by access after the limit, and an answer that is too large is requested again in parts.
 */
export function reachesEnd(page: RawList<Identified>, end: RawList<Identified>): boolean {
  const last = end.results[0]?._id;
  if (last === undefined) return placesOf(page) + placesOf(end) === 0;
  return page.unreadable.includes(last) || page.results.some(({ _id }) => _id === last);
}

interface Whole<T> {
  /** Name of the site. */
  readonly site: string;
  /** The oldest comments first. */
  readonly first: RawList<T>;
  readonly end: RawList<Identified>;
  readonly terms: Terms;
  readonly readPage: (terms: Terms) => Promise<RawList<T>>;
}

/**
 * Reads a whole list from its first page on: forward as far as the site skips, then from the other end until both meet. With the
 * usual limits, this reaches 14,000 records. An empty page ends it.
 * @throws {SourceError} `too-many` if the ends do not meet, because nothing may be left out silently
 */
export async function readWhole<T extends Identified>(whole: Whole<T>): Promise<RawList<T>> {
  const { site, first, end, terms, readPage } = whole;
  const read = new Map<string, T>();
  const unreadable = new Set<string>();
  /** Returns how many of them are new. */
  const take = (page: RawList<T>): number => {
    const before = read.size + unreadable.size;
    for (const record of page.results) read.set(record._id, record);
    for (const id of page.unreadable) if (id !== "") unreadable.add(id);
    return read.size + unreadable.size - before;
  };
  const all = (): RawList<T> => ({ results: [...read.values()], unreadable: [...unreadable] });
  const readFrom = (direction: Direction, offset: number, limit: number) =>
    readPage({ ...terms, offset, limit, orderBy: orders[direction] });

  take(first);
  if (reachesEnd(first, end)) return all();
  let step = Math.max(1, placesOf(first));
  for (let offset = 0; offset < longestSkip; ) {
    offset = Math.min(offset + step, longestSkip);
    const page = await readFrom("oldest", offset, nextLimit(step));
    const isNew = take(page) > 0;
    if (reachesEnd(page, end) || placesOf(page) === 0) return all();
    step = isNew ? placesOf(page) : 2 * step;
  }
  const fromTheStart = new Set(read.keys());
  for (let offset = 0; ; offset = Math.min(offset + step, longestSkip)) {
    const page = await readFrom("newest", offset, offset === 0 ? longestList : nextLimit(step));
    const isNew = take(page) > 0;
    if (placesOf(page) === 0 || page.results.some(({ _id }) => fromTheStart.has(_id))) return all();
    if (offset === longestSkip) break;
    step = isNew ? placesOf(page) : 2 * step;
  }
  throw new SourceError(`${site} has more records than can be read: ${read.size} and more`, {
    site,
    fault: "too-many",
    retryable: false,
  });
}

/** Requests as many as came last, or twice that if fewer came than requested. */
function nextLimit(lastPlaces: number): number {
  return Math.min(longestList, Math.max(shortestNext, 2 * lastPlaces));
}
