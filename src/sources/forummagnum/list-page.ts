import { z } from "zod";
import { SourceError } from "../../errors.ts";
import type { Page } from "../source.ts";
import { longestList, longestSkip } from "./lists.ts";

/** Records read again at a page's beginning, because deletions move the ones behind them forward. */
const overlap = 10;

const tokenShape = z.object({
  /** How many records lay before the page when the token was made. */
  offset: z.number().int().nonnegative(),
  /** The last record already given. */
  last: z.string(),
});

export interface ListReading<T> {
  /** Name of the site. */
  readonly site: string;
  readonly limit: number;
  readonly after: string | undefined;
  read(terms: { readonly offset: number; readonly limit: number }): Promise<readonly T[]>;
}

/**
 * A page of a list whose order keeps. Where the site skips no further, longer lists are read and their beginning dropped: 7,000 records in all.
 * @throws {SourceError} `too-many` beyond that
 */
export async function readListPage<T extends { readonly _id: string }>(
  reading: ListReading<T>,
): Promise<Page<T>> {
  const { limit, site } = reading;
  const token = reading.after === undefined ? undefined : readToken(reading.after, site);
  const position = token?.offset ?? 0;
  const skip = Math.min(Math.max(0, position - overlap), longestSkip);
  const wanted = position - skip + limit + overlap + 1;
  const take = Math.min(wanted, longestList);
  const listed = await reading.read({ offset: skip, limit: take });
  const index = listed.findIndex((record) => record._id === token?.last);
  const from = index >= 0 ? index + 1 : position - skip;
  const records = listed.slice(from, from + limit);
  const isFull = listed.length >= take;
  if (records.length === 0 && isFull && wanted > take) throw tooMany(site);
  const hasMore = isFull || listed.length > from + limit;
  const last = records.at(-1)?._id ?? token?.last ?? "";
  return {
    records,
    next: hasMore ? JSON.stringify({ offset: skip + from + records.length, last }) : undefined,
  };
}

function readToken(text: string, site: string): z.infer<typeof tokenShape> {
  try {
    return tokenShape.parse(JSON.parse(text));
  } catch (cause) {
    const message = `the page token of ${site} cannot be read`;
    throw new SourceError(message, { site, fault: "malformed", retryable: false }, { cause });
  }
}

function tooMany(site: string): SourceError {
  const message = `a list of ${site} is longer than can be read`;
  return new SourceError(message, { site, fault: "too-many", retryable: false });
}
