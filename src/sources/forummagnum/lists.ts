import { SourceError } from "../../errors.ts";

/** The most that one answer holds (`maxDocumentsPerRequest`). */
export const longestList = 5000;
/** The site refuses to skip more (`maxAllowedApiSkip`). */
export const longestSkip = 2000;

export type Terms = Readonly<Record<string, unknown>>;

type Direction = "oldest" | "newest";

interface Identified {
  readonly _id: string;
}

/** Order that pages keep; both are exact mirrors, which lets a list be read from both of its ends. */
export const orders = {
  oldest: { postedAt: 1, _id: 1 },
  newest: { postedAt: -1, _id: -1 },
} as const satisfies Record<Direction, unknown>;

/** Terms of the first page of a list that is to be read completely. */
export function firstPage(terms: Terms): Terms {
  return { ...terms, limit: longestList, orderBy: orders.oldest };
}

/**
 * Whether a page may be the beginning only: it is full, or the site counts more and the page is as long as a round
 * limit of the site could have cut it.
 */
export function isCut(pageLength: number, listed: number, counted: number): boolean {
  return pageLength >= longestList || (listed < counted && pageLength > 0 && pageLength % 10 === 0);
}

/**
 * Reads on where a first page was cut: forward as far as the site skips, then from the other end until both meet. With
 * the usual limits this reaches 14,000 records.
 * @throws {SourceError} `too-many` when the ends do not meet: nothing is ever left out in silence
 */
export async function readOn<T extends Identified>(
  first: readonly T[],
  terms: Terms,
  { site, readPage }: { readonly site: string; readonly readPage: (terms: Terms) => Promise<readonly T[]> },
): Promise<readonly T[]> {
  const read = new Map(first.map((record) => [record._id, record]));
  const readFrom = async (direction: Direction, offset: number) => {
    const page = await readPage({ ...terms, offset, limit: longestList, orderBy: orders[direction] });
    for (const record of page) read.set(record._id, record);
    return page;
  };
  // What the site gives at once may be less than what was asked for.
  const fullPage = first.length;
  for (let offset = 0; offset < longestSkip; ) {
    offset = Math.min(offset + fullPage, longestSkip);
    const page = await readFrom("oldest", offset);
    if (page.length < fullPage) return [...read.values()];
  }
  const fromTheStart = new Set(read.keys());
  for (let offset = 0; offset <= longestSkip; offset = Math.min(offset + fullPage, longestSkip)) {
    const page = await readFrom("newest", offset);
    if (page.length < fullPage || page.some((record) => fromTheStart.has(record._id)))
      return [...read.values()];
    if (offset === longestSkip) break;
  }
  throw new SourceError(`${site} holds more than can be read: ${read.size} and more`, {
    site,
    fault: "too-many",
    retryable: false,
  });
}
