import { noBody } from "../../forum/body.ts";
import type { Comment } from "../../forum/comment.ts";
import { formatReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { toBody } from "./body.ts";
import { toAuthor } from "./convert-author.ts";
import { toReactions } from "./convert-reactions.ts";
import type { RawComment } from "./records.ts";
import { scoresOf, sitesShowing } from "./scores.ts";
import { sitePath } from "./site-path.ts";
import { commentVisibility } from "./visibility.ts";

/** The most time that saving takes after `postedAt`. A person takes longer to edit. */
const savingMs = 1000;

export interface CommentFacts {
  readonly isListed: boolean;
  /** True if the comment's post may not be shown; then the comment may not be shown either. */
  readonly isOnHiddenPost?: boolean;
}

/**
 * Converts a comment, without text and author if it is deleted or hidden. `undefined` for a comment on neither a post nor a wiki
 * page, which the bot cannot place.
 */
export function toComment(raw: RawComment, site: Site, facts: CommentFacts): Comment | undefined {
  const thread = threadOf(raw, site.database);
  if (thread === undefined) return undefined;
  const own = commentVisibility(raw, { database: site.database, isListed: facts.isListed });
  const visibility = facts.isOnHiddenPost ? "hidden" : own;
  const isVisible = visibility === "visible";
  const path = sitePath(raw.pageUrlRelative, `/posts/${raw.postId ?? ""}?commentId=${raw._id}`);
  const showsScore = isVisible && raw.hideKarma !== true;
  return {
    reference: formatReference(site.database, "comment", raw._id),
    thread,
    parent: commentReference(raw.parentCommentId, site.database),
    root: commentReference(raw.topLevelCommentId, site.database),
    author: isVisible && !raw.hideAuthor ? toAuthor(raw.user, site.database) : undefined,
    postedAtMs: raw.postedAt,
    position: undefined,
    editedAtMs: editedAt(raw),
    body: isVisible ? toBody(raw.htmlBody ?? "", raw.contents?.markdown ?? undefined) : noBody,
    revision: isVisible ? (raw.contents?.version ?? "") : "",
    scores: showsScore ? scoresOf(raw, site.database) : {},
    agreement: showsScore ? agreementOf(raw.extendedScore) : undefined,
    reactions: isVisible ? toReactions(raw.extendedScore) : [],
    visibility,
    isRetracted: raw.retracted,
    isAnswer: raw.answer,
    isQuickTake: raw.shortform === true,
    isPinned: raw.isPinnedOnProfile,
    shownOn: sitesShowing(raw, site.database),
    path,
    // Permalinks in one thread differ only in the comment's id.
    parentPath: raw.parentCommentId === null ? undefined : path.replace(raw._id, raw.parentCommentId),
  };
}

function threadOf(raw: RawComment, database: string): Reference<"post" | "tag"> | undefined {
  if (raw.postId !== null) return formatReference(database, "post", raw.postId);
  if (raw.tagId !== null) return formatReference(database, "tag", raw.tagId);
  return undefined;
}

function commentReference(id: string | null, database: string): Reference<"comment"> | undefined {
  return id === null ? undefined : formatReference(database, "comment", id);
}

function editedAt(raw: RawComment): number | undefined {
  if (raw.lastEditedAt === null) return undefined;
  return raw.lastEditedAt - raw.postedAt < savingMs ? raw.postedAt : raw.lastEditedAt;
}

/** Counts agreement in two-axis and reaction voting. The EA Forum counts reactions by name and leaves out zeroes. */
function agreementOf(extendedScore: RawComment["extendedScore"]): number | undefined {
  if (extendedScore === null) return undefined;
  const { agreement, agree, disagree } = extendedScore;
  if (typeof agreement === "number") return agreement;
  if (typeof agree !== "number" && typeof disagree !== "number") return undefined;
  return (typeof agree === "number" ? agree : 0) - (typeof disagree === "number" ? disagree : 0);
}
