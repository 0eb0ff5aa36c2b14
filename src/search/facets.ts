import type { Comment } from "../forum/comment.ts";
import { databaseOf } from "../forum/reference.ts";

// A private-use character is part of a word to FTS5's tokenizer, and is taken out of all texts and queries: nobody can type a facet.
const mark = "\ue000";

/** Facets are words of the index that stand for a fact, so that FTS5 itself starts from the rarer of text and filter. */
export const facet = {
  author: (id: number) => `${mark}a${id}`,
  thread: (id: number) => `${mark}t${id}`,
  database: (name: string) => `${mark}d${name.replaceAll("-", mark)}`,
  alignment: `${mark}f`,
  level: (level: number, isAlignment: boolean) => `${mark}${isAlignment ? "m" : "l"}${level}`,
  atLeast: (threshold: number, isAlignment: boolean) => `${mark}${isAlignment ? "n" : "c"}${threshold}`,
};

export function withoutFacets(text: string): string {
  return text.replaceAll(mark, " ");
}

const lowestExact = -20;
const highestExact = 40;
const highestLevel = 200;

/** Groups scores, one level a score where most comments are: 0 for no score, otherwise rising with the score. */
export function levelOf(score: number | null | undefined): number {
  if (score === undefined || score === null) return 0;
  const exact = Math.max(0, Math.floor(Math.min(score, highestExact)) - lowestExact) + 1;
  if (score <= highestExact) return exact;
  return Math.min(highestLevel, exact + Math.ceil(Math.log(score / highestExact) / Math.log(1.1)));
}

export const maxLevel = highestLevel;

/** Below the first, most comments pass and looking at each is cheaper. */
export const scoreThresholds = [10, 20, 30, 50, 75, 100, 125, 150, 200, 250, 300, 400, 600, 1000];

/** The highest threshold that all comments with at least this score have passed. */
export function thresholdBelow(minScore: number): number | undefined {
  return scoreThresholds.findLast((threshold) => threshold <= minScore);
}

function scoreFacets(score: number | undefined, isAlignment: boolean): readonly string[] {
  const passed = scoreThresholds.filter((threshold) => (score ?? -1) >= threshold);
  return [
    facet.level(levelOf(score), isAlignment),
    ...passed.map((threshold) => facet.atLeast(threshold, isAlignment)),
  ];
}

/** All facets of a comment, as text to index. */
export function facetsOf(
  comment: Comment,
  ids: { readonly author: number; readonly thread: number },
): string {
  const database = databaseOf(comment.reference);
  const alignment = comment.shownOn.includes("alignmentforum")
    ? [facet.alignment, ...scoreFacets(comment.scores.alignmentforum, true)]
    : [];
  return [
    facet.author(ids.author),
    facet.thread(ids.thread),
    facet.database(database),
    ...scoreFacets(comment.scores[database], false),
    ...alignment,
  ].join(" ");
}
