import type { Votes } from "../forum/votes.ts";

/** Votes arrive all the time. Messages follow them at most this often. */
export const refreshIntervalMs = 6 * 60 * 60_000;
const noticeable = 3;
const noticeableShare = 0.1;

/**
 * Returns how far off the worst of the shown numbers is, if a reader would notice: by at least three and by a tenth. Otherwise 0.
 */
export function noticeableDifference(shown: Votes, current: Votes): number {
  return Math.max(
    numberDifference(shown.score, current.score),
    numberDifference(shown.agreement, current.agreement),
  );
}

export function numberDifference(shown: number | undefined, current: number | undefined): number {
  if (shown === undefined || current === undefined)
    return shown === current ? 0 : noticeable + Math.abs(shown ?? current ?? 0);
  const difference = Math.abs(current - shown);
  return difference >= Math.max(noticeable, Math.abs(shown) * noticeableShare) ? difference : 0;
}
