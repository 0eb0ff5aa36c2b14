import type { Reference } from "./reference.ts";

/** What tells when something was posted. */
export interface Posted {
  /** Milliseconds since the epoch, like every moment of this vocabulary; `undefined` where the site does not say. */
  readonly postedAtMs: number | undefined;
}

/** What tells where something stands among others. */
export interface Placed extends Posted {
  readonly reference: Reference;
  readonly position?: number | undefined;
}

/**
 * Compares by age, oldest first: by position where a site numbers what is posted, else by date. What has no date comes last, and ids settle
 * the rest, so that every reading has one order.
 */
export function byAge(a: Placed, b: Placed): number {
  return (
    compare(a.position, b.position) ||
    compare(a.postedAtMs, b.postedAtMs) ||
    (a.reference < b.reference ? -1 : 1)
  );
}

/** Nobody can say that something without a date is too old, and so it never is. */
export function isSince({ postedAtMs }: Posted, sinceMs: number): boolean {
  return postedAtMs === undefined || postedAtMs >= sinceMs;
}

/** The oldest date among them; `undefined` where none has one. */
export function earliestMs(posted: readonly Posted[]): number | undefined {
  const dates = posted.flatMap(({ postedAtMs }) => postedAtMs ?? []);
  return dates.length === 0 ? undefined : dates.reduce((earliest, date) => Math.min(earliest, date));
}

function compare(a: number | undefined, b: number | undefined): number {
  return a === b ? 0 : (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY);
}
