import type { RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList } from "./ask-for-list.ts";
import { type FeedReading, readFeedRows } from "./feed-rows.ts";
import { commentFields, type RawComment, rawComment } from "./records.ts";

/** How many of the newest comments each poll compares with those of the last one. */
export const windowLength = 50;
/** The most requests with which to reach back to the last poll. */
const mostPages = 10;

/** The newest comments of a blog. */
export interface Window {
  readonly records: readonly RawComment[];
  /** Ids of rows that could not be read; `undefined` for an unknown one. */
  readonly unreadable: readonly (number | undefined)[];
  /** Every comment that visitors see and that has at least this id is among them. */
  readonly from: number;
  /** True if it reaches back to the newest comment of the last poll. */
  readonly reachesBack: boolean;
}

/** Reads the newest comments, back to the id of the newest one that the last poll saw. */
export type ReadWindow = (newest: number | undefined, request: RequestOptions) => Promise<Window>;

export function windowOfApi(reading: Reading): ReadWindow {
  return async (newest, request) => {
    const records = new Map<number, RawComment>();
    const unreadable: (number | undefined)[] = [];
    const query = { orderby: "id", order: "desc", per_page: windowLength, _fields: commentFields };
    for (let page = 1; ; page += 1) {
      const asked = { route: "comments", query, shape: rawComment, page };
      const list = await askForPublicList(reading, asked, request);
      for (const raw of list.records) records.set(raw.id, raw);
      unreadable.push(...list.unreadable);
      const lowest = Math.min(...records.keys(), ...unreadable.flatMap((id) => id ?? []));
      const reachesBack = list.isLast || newest === undefined || lowest <= newest;
      if (reachesBack || page === mostPages)
        return {
          records: [...records.values()],
          unreadable,
          from: list.isLast ? 0 : lowest,
          reachesBack,
        };
    }
  };
}

/** A feed has ten comments, as a rule, and no further pages. */
export function windowOfFeed(reading: FeedReading): ReadWindow {
  return async (newest, request) => {
    const records = await readFeedRows(reading, undefined, request);
    const lowest = Math.min(...records.map(({ id }) => id));
    const isEmpty = records.length === 0;
    const reachesBack = isEmpty || newest === undefined || lowest <= newest;
    return { records, unreadable: [], from: isEmpty ? 0 : lowest, reachesBack };
  };
}
