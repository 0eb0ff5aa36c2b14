import type { Site } from "./site.ts";

/**
 * The score of a comment or post on each site that shows it, by the site's name: LessWrong and the Alignment Forum count votes
 * differently. Leaves out a site that has no scores or hides this one.
 */
export type Scores = Readonly<Record<string, number>>;

/** The votes on a comment or post, as one site shows them. */
export interface Votes {
  readonly score: number | undefined;
  readonly agreement: number | undefined;
}

export function votesOn(
  { scores, agreement }: { readonly scores: Scores; readonly agreement: number | undefined },
  site: Site,
): Votes {
  return { score: scores[site.name], agreement };
}
