import type { Comment } from "../../forum/comment.ts";
import type { Completeness } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";

/** The comments that a site lists for a thread. */
export interface Listed {
  readonly comments: readonly Comment[];
  /** How much of the thread was read. */
  readonly completeness: Completeness;
  /** True if it is empty because the site itself counts no comments. */
  readonly isKnownEmpty: boolean;
  /** Comments that exist but could not be read. */
  readonly unreadable: readonly Reference<"comment">[];
  /** True if visitors may see neither the post nor its comments. */
  readonly isPostHidden: boolean;
  /** True if it is hidden or empty because the site refused it repeatedly. */
  readonly isRefused: boolean;
}
