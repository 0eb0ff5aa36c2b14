import type { Reference } from "../forum/reference.ts";
import type { Term } from "./question.ts";

/** The conditions that an index can look up. Without any, every comment matches. */
export interface Match {
  /** Terms that must all occur. */
  readonly terms: readonly Term[];
  /** Terms of which none may occur. */
  readonly without: readonly Term[];
  /** True if a term may also occur in the author's name or the post's title. */
  readonly isInNames: boolean;
  /** Sets of facets. A match has at least one of each set. */
  readonly facets: readonly (readonly string[])[];
}

/** The facts about a match that ranking needs. */
export interface Hit {
  /** Its position in time. */
  readonly id: number;
  readonly reference: Reference<"comment">;
  readonly posted_ms: number;
  readonly length: number;
  /** The score on the searched site; null if the site hides it. */
  readonly score: number | null;
}

/** Conditions that every match of one search must meet besides those that are looked up. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly minScore: number | undefined;
  readonly maxScore?: number | undefined;
  /** Compares and returns the scores of this site instead of its database's main site; `undefined` for the main site. */
  readonly site: string | undefined;
}

export interface WalkOptions {
  readonly direction: "down" | "up";
  readonly limit: number;
  /** Moment by `performance.now()` after which no further step begins. At least one step always does. */
  readonly deadline: number;
}

export interface Walked {
  /** In the order of the direction. */
  readonly hits: readonly Hit[];
  /** The next id to look at; `undefined` if everything was looked at. */
  readonly restFrom: number | undefined;
}

/** The place in an order by score, then time, down to which matches were returned. Positions begin with 1. */
export interface ScorePlace {
  readonly score: number;
  readonly id: number;
}

export interface BestOptions {
  /** Returns only matches below this place. */
  readonly after: ScorePlace | undefined;
  readonly limit: number;
  /** Moment by `performance.now()`. */
  readonly deadline: number;
}

export interface ScoredMatches {
  readonly hits: readonly Hit[];
  /** Set if time ran out: matches below this place are to come. */
  readonly goesOnAt?: ScorePlace;
}

/** Stands for a hidden score: less than any other. */
export const noScore = -1e15;

/** Comments with at least this score are indexed a second time, in the order of their scores. */
export const bestScore = 50;

/** Reads the comments of an index. Each engine has its own. */
export interface MatchReader {
  /** Walks through matches by time, step by step, and stops as soon as there are enough. */
  walk(match: Match, bounds: Bounds, options: WalkOptions): Promise<Walked>;
  /** Reads matches with at least `bestScore` on their main sites, by score and then newest first. */
  best(match: Match, bounds: Bounds, options: BestOptions): Promise<ScoredMatches>;
  /**
   * Returns the ids of those matches that also have the words of a term side by side.
   * @param hits matches in these bounds, newest first
   */
  withTerm(match: Match, term: Term, bounds: Bounds, hits: readonly Hit[]): Promise<ReadonlySet<number>>;
}
