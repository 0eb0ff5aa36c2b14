import type { Comment } from "../forum/comment.ts";
import { databaseOf } from "../forum/reference.ts";

// A private-use character. Both engines take it as part of a word, and it is removed from all texts and queries, so no one can type a
// facet.
const mark = "\ue000";

/** Index words that stand for the author and the thread of a comment. */
export const facet = {
  author: (id: number) => `${mark}a${id}`,
  thread: (id: number) => `${mark}t${id}`,
};

/**
 * Makes facets: index words that represent a fact, so an index starts from the text or the filter, whichever is rarer. Scores are
 * from the database's main site, unless another site is given.
 */
export interface Facets {
  shownOn(site: string): string;
  level(level: number, site: string | undefined): string;
  atLeast(threshold: number, site: string | undefined): string;
}

export const currentFacets: Facets = {
  shownOn: (site) => `${mark}s${nameOf(site)}`,
  level: (level, site) => (site === undefined ? `${mark}l${level}` : `${mark}m${level}${nameOf(site)}`),
  atLeast: (threshold, site) =>
    site === undefined ? `${mark}c${threshold}` : `${mark}n${threshold}${nameOf(site)}`,
};

/** Facets of indexes made until 2026-11-30, when only the Alignment Forum shared another site's database. */
export const facetsBefore: Facets = {
  shownOn: (site) => (site === "alignmentforum" ? `${mark}f` : `${mark}d${site.replaceAll("-", mark)}`),
  level: (level, site) => `${mark}${site === undefined ? "l" : "m"}${level}`,
  atLeast: (threshold, site) => `${mark}${site === undefined ? "c" : "n"}${threshold}`,
};

/** Turns a site's name into part of an index word. */
function nameOf(site: string): string {
  return mark + site.replaceAll("-", mark);
}

export function withoutFacets(text: string): string {
  return text.replaceAll(mark, " ");
}

const lowestExact = -20;
const highestExact = 40;
const highestLevel = 200;

/** Groups scores into levels: one per score where most comments are, 0 for no score, otherwise rising with the score. */
export function levelOf(score: number | null | undefined): number {
  if (score === undefined || score === null) return 0;
  const exact = Math.max(0, Math.floor(Math.min(score, highestExact)) - lowestExact) + 1;
  if (score <= highestExact) return exact;
  return Math.min(highestLevel, exact + Math.ceil(Math.log(score / highestExact) / Math.log(1.1)));
}

export const maxLevel = highestLevel;

/** Below the first threshold, most comments pass, so looking at each is cheaper. */
export const scoreThresholds = [10, 20, 30, 50, 75, 100, 125, 150, 200, 250, 300, 400, 600, 1000];

/** Returns the highest threshold that all comments with at least this score have passed. */
export function thresholdBelow(minScore: number): number | undefined {
  return scoreThresholds.findLast((threshold) => threshold <= minScore);
}

function scoreFacets(facets: Facets, score: number | undefined, site: string | undefined): readonly string[] {
  const passed = scoreThresholds.filter((threshold) => (score ?? -1) >= threshold);
  return [facets.level(levelOf(score), site), ...passed.map((threshold) => facets.atLeast(threshold, site))];
}

/** Lists all facets of a comment, as text to index. */
export function facetsOf(
  { reference, shownOn, scores }: Comment,
  ids: { readonly author: number; readonly thread: number },
  facets: Facets,
): string {
  const database = databaseOf(reference);
  return [
    facet.author(ids.author),
    facet.thread(ids.thread),
    ...shownOn.map((site) => facets.shownOn(site)),
    ...scoreFacets(facets, scores[database], undefined),
    ...shownOn.filter((site) => site !== database).flatMap((site) => scoreFacets(facets, scores[site], site)),
  ].join(" ");
}

/** Returns whether a facet stands for an author or a thread, which have few comments. */
export function isNarrow(word: string): boolean {
  return /^.[at]\d/u.test(word);
}
