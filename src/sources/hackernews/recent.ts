import { byAge } from "../../forum/order.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { commentOfHit, postReference } from "./convert-comment.ts";
import { postOfHit } from "./convert-post.ts";
import type { Reading } from "./reading.ts";
import { readCursor, sinceOf, writeCursor } from "./recent-cursor.ts";
import { type RawHit, updatesShape } from "./records.ts";
import { isCommentHit, longestSearch, search, stateOfHit } from "./search.ts";

/** The most searches of one poll: most of a day of the whole site. */
const mostSearches = 12;
/** Without a cursor, these show where to start: more than the site gets in the time that each poll reads again. */
const firstHits = 400;

/** Reads what was written on the whole site since the cursor. */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  try {
    return await readSince(reading, cursor, request);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return await readUpdates(reading, cursor, request);
  }
}

async function readSince(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const { site, now } = reading;
  const previous = readCursor(cursor);
  const read = await readHits(reading, previous && sinceOf(previous), request);
  const reported = new Set(previous?.seen);
  const held = read.hits.filter((hit) => isCommentHit(hit) && stateOfHit(hit) === "held");
  const others = read.hits.filter((hit) => !held.includes(hit));
  const position = writeCursor(others, { previous, nowMs: now() });
  const isLost = cursor !== undefined && previous === undefined;
  if (previous === undefined || read.isCut)
    return { ...nothing(position), hasGap: read.isCut || isLost, isCursorUnreadable: isLost };
  const fresh = others.filter(({ objectID }) => !reported.has(objectID));
  const visible = fresh.filter((hit) => !isCommentHit(hit) || stateOfHit(hit) === "visible");
  return {
    ...nothing(position),
    comments: visible.filter(isCommentHit).flatMap((hit) => commentOfHit(hit, site) ?? []),
    posts: visible
      .filter((hit) => !isCommentHit(hit))
      .flatMap((hit) => postOfHit(hit, site) ?? [])
      .sort(byAge),
    // Reading the thread again shows whether the author's delay is over; the index may not know that it is.
    changedThreads: [...new Set(held.flatMap(({ story_id: id }) => (id ? postReference(site, id) : [])))],
  };
}

interface HitsSince {
  readonly hits: readonly RawHit[];
  /** True if there were more than a poll may read. */
  readonly isCut: boolean;
}

/** Reads hits back to a second, in as many searches as that takes. */
async function readHits(
  reading: Reading,
  since: number | undefined,
  request: RequestOptions,
): Promise<HitsSince> {
  const tags = "(comment,story,poll)";
  if (since === undefined) {
    const { hits } = await search(reading, { tags, limit: firstHits }, request);
    return { hits, isCut: false };
  }
  const found = new Map<string, RawHit>();
  let before: number | undefined;
  for (let asked = 0; asked < mostSearches; asked += 1) {
    const bounds = [`created_at_i>${since}`, ...(before === undefined ? [] : [`created_at_i<=${before}`])];
    const { hits, isMore } = await search(reading, { tags, bounds, limit: longestSearch }, request);
    const known = found.size;
    for (const hit of hits) found.set(hit.objectID, hit);
    if (!isMore) return { hits: [...found.values()], isCut: false };
    before = hits.at(-1)?.created_at_i;
    if (found.size === known) break;
  }
  return { hits: [...found.values()], isCut: true };
}

/**
 * Stands in for the index while Algolia does not answer: the official API names the items that changed lately, among them stories
 * with new comments. The cursor stays where it is, so nothing is lost once Algolia answers again.
 */
async function readUpdates(
  { site, firebase, now }: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const { items } = (await firebase("updates", updatesShape, request)) ?? { items: [] };
  const previous = readCursor(cursor);
  if (previous === undefined || cursor === undefined) {
    const start = writeCursor([], { previous: undefined, nowMs: now() });
    return { ...nothing(start), hasGap: cursor !== undefined, isCursorUnreadable: cursor !== undefined };
  }
  return { ...nothing(cursor), changedThreads: items.map((id) => postReference(site, id)) };
}

function nothing(cursor: Cursor): Recent {
  return {
    ...{ comments: [], threads: [], parents: [], unreadable: [], isComplete: true, posts: [] },
    ...{ changedThreads: [], hasGap: false, cursor },
  };
}
