import type { AuthorNames } from "./author.ts";
import type { Comment } from "./comment.ts";
import type { Reference } from "./reference.ts";
import type { Site } from "./site.ts";

/** `relevance` blends match, recency and score; `top` is by score, then newest. */
export type CommentSort = "relevance" | "newest" | "oldest" | "top";

/** What somebody asks of past comments; every part narrows. */
export interface CommentQuery {
  /**
   * Words as typed: all must occur. `"a phrase"` must occur in that order, `begin*` finds any word with that beginning, `-word` must not occur.
   * Excluded words alone find nothing, unless author, post or site narrow the search.
   */
  readonly text?: string | undefined;
  readonly author?: Reference<"user"> | undefined;
  readonly post?: Reference<"post" | "tag"> | undefined;
  /** Restricts the search to comments that this site shows, and uses its scores; without a site, each database's main site gives the scores. */
  readonly site?: Site | undefined;
  /** Inclusive. */
  readonly sinceMs?: number | undefined;
  /** Exclusive. */
  readonly untilMs?: number | undefined;
  /** A comment whose score the site hides has none and is left out. */
  readonly minScore?: number | undefined;
  readonly sort: CommentSort;
  /** `next` of the page before; anything else starts at the beginning. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface CommentPage {
  readonly references: readonly Reference<"comment">[];
  /**
   * Where the next page begins, at most 50 plain characters; `undefined` at the end. A page may be short, even empty, with more to come:
   * a search that finds little stops after a while and goes on where it stopped.
   */
  readonly next: string | undefined;
}

/** A comment with its words as a reader of the site sees them. */
export interface ReadableComment {
  readonly comment: Comment;
  readonly text: string;
}

/** The number of results of a query. */
export interface CommentCount {
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly isMore: boolean;
}

export interface FoundAuthor {
  readonly author: AuthorNames;
  /** How many of the author's comments are indexed. */
  readonly commentCount: number;
}
