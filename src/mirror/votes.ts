import type { Votes } from "../forum/votes.ts";

/** Votes come in all the time: messages follow them at most this often. */
export const refreshIntervalMs = 6 * 60 * 60_000;
const noticeable = 3;
const noticeableShare = 0.1;

/** By how much the worst of the numbers shown is off, when a reader would notice: by three and by a tenth; otherwise 0. */
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
