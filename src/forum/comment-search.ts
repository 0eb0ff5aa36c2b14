import type { AuthorNames } from "./author.ts";
import type { Comment } from "./comment.ts";
import type { Reference } from "./reference.ts";
import type { Site } from "./site.ts";

/** `relevance` blends match, recency and score; `top` sorts by score, then newest first. */
export type CommentSort = "relevance" | "newest" | "oldest" | "top";

/** A search for past comments; every part narrows it. */
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
  /** First moment included. */
  readonly sinceMs?: number | undefined;
  /** First moment excluded. */
  readonly untilMs?: number | undefined;
  /** Excludes comments whose score the site hides. */
  readonly minScore?: number | undefined;
  readonly sort: CommentSort;
  /** `next` of the page before; any other value starts at the beginning. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface CommentPage {
  readonly references: readonly Reference<"comment">[];
  /**
   * Where the next page begins, in at most 50 plain characters; `undefined` at the end. A page may be short, even empty, with more
   * to come: a search that finds little stops after a while and continues there.
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
  /** True if there are more than were counted. */
  readonly isMore: boolean;
}

export interface FoundAuthor {
  readonly author: AuthorNames;
  /** Number of the author's indexed comments. */
  readonly commentCount: number;
}
