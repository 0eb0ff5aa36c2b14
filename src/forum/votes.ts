import type { Comment } from "./comment.ts";
import type { Site } from "./site.ts";

/** What is shown of the votes on a comment or post. */
export interface Votes {
  readonly score: number | undefined;
  readonly agreement: number | undefined;
}

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
