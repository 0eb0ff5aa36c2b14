import type { Reference } from "./reference.ts";

/** The date on which something was posted. */
export interface Posted {
  /** Milliseconds since the epoch, like every moment in `forum/`; `undefined` if the site does not say. */
  readonly postedAtMs: number | undefined;
}

/** The facts that decide the order of comments and posts. */
export interface Placed extends Posted {
  readonly reference: Reference;
  readonly position?: number | undefined;
}

/**
 * Compares by age, oldest first: by position if the site numbers its comments, otherwise by date. Undated items come last. Ids
 * break ties, so the order is always the same.
 */
export function byAge(a: Placed, b: Placed): number {
  return (
    compare(a.position, b.position) ||
    compare(a.postedAtMs, b.postedAtMs) ||
    (a.reference < b.reference ? -1 : 1)
  );
}

/** The oldest point to which a list of comments goes back. */
export interface Floor {
  readonly floorMs: number;
  /** Takes the place of the moment if the site numbers its comments. */
  readonly floorPosition: number | undefined;
}

/** Returns whether a comment is recent enough: by position if the site numbers its comments, otherwise by date. */
export function isAbove(comment: Placed, { floorMs, floorPosition }: Floor): boolean {
  const { position } = comment;
  return position !== undefined && floorPosition !== undefined
    ? position >= floorPosition
    : isSince(comment, floorMs);
}

/** Returns whether something was posted at or after a moment. Something without a date always counts as recent enough. */
export function isSince({ postedAtMs }: Posted, sinceMs: number): boolean {
  return postedAtMs === undefined || postedAtMs >= sinceMs;
}

/** Finds the oldest date; `undefined` if nothing has a date. */
export function earliestMs(posted: readonly Posted[]): number | undefined {
  const dates = posted.flatMap(({ postedAtMs }) => postedAtMs ?? []);
  return dates.length === 0 ? undefined : dates.reduce((earliest, date) => Math.min(earliest, date));
}

function compare(a: number | undefined, b: number | undefined): number {
  return a === b ? 0 : (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY);
}
