import type { Site } from "./site.ts";

/**
 * The score of a comment or post on each site that shows it, by the site's name: LessWrong and the Alignment Forum count the votes
 * differently. A site that has no scores, or hides this one, is missing.
 */
export type Scores = Readonly<Record<string, number>>;

/** What is shown of the votes on a comment or post. */
export interface Votes {
  readonly score: number | undefined;
  readonly agreement: number | undefined;
}

export function votesOn(
  { scores, agreement }: { readonly scores: Scores; readonly agreement: number | undefined },
  site: Site,
): Votes {
  return { score: scoreOn({ scores }, site.name), agreement };
}

/** The score as the site shows it; `undefined` where it shows none. */
export function scoreOn({ scores }: { readonly scores: Scores }, site: string): number | undefined {
  return scores[site];
}
