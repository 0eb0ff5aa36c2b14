import { z } from "zod";
import type { Page } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { type Identified, longestList, longestSkip, placesOf, reachesEnd } from "./lists.ts";
import type { RawList } from "./records.ts";

/** Records read again at a page's beginning, because deletions move later records forward. */
const overlap = 10;

const tokenShape = z.object({
  /** The least number of records before the page when the token was made. */
  offset: z.number().int().nonnegative(),
  /** The last record returned. */
  last: z.string(),
});

export interface ListReading<T> {
  /** Name of the site. */
  readonly site: string;
  readonly limit: number;
  readonly after: string | undefined;
  /** Reads records from an offset on, with the far end of the list. */
  read(terms: {
    readonly offset: number;
    readonly limit: number;
  }): Promise<{ readonly page: RawList<T>; readonly end: RawList<Identified> }>;
}

/**
 * Reads a page of a list with a fixed order. Where the site skips no further, reads longer lists and drops their beginning: 7,000
 * records in all.
 * @throws {SourceError} `too-many` beyond that
 */
export async function readListPage<T extends Identified>(reading: ListReading<T>): Promise<Page<T>> {
  const { limit, site } = reading;
  const token = reading.after === undefined ? undefined : readToken(reading.after, site);
  const position = token?.offset ?? 0;
  const skip = Math.min(Math.max(0, position - overlap), longestSkip);
  const listed = new Map<string, T>();
  let take = Math.min(position - skip + limit + overlap + 1, longestList);
  let offset = skip;
  for (;;) {
    const { page, end } = await reading.read({ offset, limit: take });
    for (const record of page.results) listed.set(record._id, record);
    const records = [...listed.values()];
    const isEnd = reachesEnd(page, end);
    const index = records.findIndex(({ _id }) => _id === token?.last);
    // The last record returned may be missing. If the list is complete, it was deleted, and its place is known; otherwise it may
    // come later.
    const from = index >= 0 || token === undefined ? index + 1 : isEnd ? position - skip : undefined;
    const given = from === undefined ? [] : records.slice(from, from + limit);
    const hasMore = !isEnd || records.length > (from ?? 0) + limit;
    const isFull = from !== undefined && records.length > from + limit;
    const isFurthest = offset >= longestSkip && take >= longestList;
    if (isEnd || isFull || (isFurthest && given.length > 0)) {
      const last = given.at(-1)?._id ?? token?.last ?? "";
      const next = JSON.stringify({ offset: skip + (from ?? 0) + given.length, last });
      return { records: given, next: hasMore ? next : undefined };
    }
    if (isFurthest) throw tooMany(site);
    const step = placesOf(page) === 0 ? take : placesOf(page);
    if (offset + step > longestSkip) take = longestList;
    offset = Math.min(offset + step, longestSkip);
  }
}

function readToken(text: string, site: string): z.infer<typeof tokenShape> {
  try {
    return tokenShape.parse(JSON.parse(text));
  } catch (cause) {
    const message = `the page token for ${site} cannot be read`;
    throw new SourceError(message, { site, fault: "malformed", retryable: false }, { cause });
  }
}

function tooMany(site: string): SourceError {
  const message = `a list on ${site} is too long to be read`;
  return new SourceError(message, { site, fault: "too-many", retryable: false });
}
