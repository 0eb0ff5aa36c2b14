import type { Comment } from "../forum/comment.ts";
import type { Site } from "../forum/site.ts";

/** What is shown of the votes on a comment or post. */
export interface Votes {
  readonly score: number | undefined;
  readonly agreement: number | undefined;
}

/** Votes come in all the time: messages follow them at most this often. */
export const refreshIntervalMs = 6 * 60 * 60_000;
const noticeable = 3;
const noticeableShare = 0.1;

export function votesOn(comment: Pick<Comment, "score" | "alignmentScore" | "agreement">, site: Site): Votes {
  return { score: scoreOn(comment, site), agreement: comment.agreement };
}

/** The score as the site shows it; `undefined` where it shows none. */
export function scoreOn(
  { score, alignmentScore }: Pick<Comment, "score" | "alignmentScore">,
  site: Site,
): number | undefined {
  return site.name === "alignmentforum" ? alignmentScore : score;
}

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
