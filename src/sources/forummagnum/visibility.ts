import type { Visibility } from "../../forum/comment.ts";
import type { RawCounted, RawPost } from "./records.ts";

/** Since this moment, LessWrong hides comments of authors it has not reviewed. The setting of other databases is unknown. */
const unreviewedHiddenSince: Readonly<Record<string, number>> = {
  lesswrong: Date.parse("2023-04-04T18:54:35.895Z"),
};

export interface VisibilityFacts {
  readonly database: string;
  /** True if the record comes from a list of the site, which applies the site's own rules; a request by id does not. */
  readonly isListed: boolean;
}

/** Decides what an anonymous visitor of the site sees of a comment. */
export function commentVisibility(comment: RawCounted, facts: VisibilityFacts): Visibility {
  if (comment.rejected || comment.draft) return "hidden";
  if (comment.deleted) return comment.deletedPublic ? "deleted" : "hidden";
  if (!comment.authorIsUnreviewed) return "visible";
  const since = unreviewedHiddenSince[facts.database];
  const isHidden = since === undefined ? !facts.isListed : comment.postedAt >= since;
  return isHidden ? "hidden" : "visible";
}

/** Posts have no tombstones. Drafts never arrive, because requests for them are refused. */
export function postVisibility(post: RawPost): Visibility {
  const isHidden =
    post.rejected ||
    post.authorIsUnreviewed ||
    post.deletedDraft ||
    post.isFuture ||
    post.onlyVisibleToLoggedIn;
  return isHidden ? "hidden" : "visible";
}
