import type { Comment } from "../../forum/comment.ts";
import type { Completeness } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";

/** The comments that a site lists for a thread. */
export interface Listed {
  readonly comments: readonly Comment[];
  /** How much of the thread was read. */
  readonly completeness: Completeness;
  /** Whether it is empty because the site counts no comment either. */
  readonly isKnownEmpty: boolean;
  /** Comments that are there and could not be read. */
  readonly unreadable: readonly Reference<"comment">[];
  /** Whether visitors may not see the post, nor any of its comments. */
  readonly isPostHidden: boolean;
  /** Whether it is hidden or empty because the site refused it repeatedly. */
  readonly isRefused: boolean;
}
