import type { OrderBy } from "./order.ts";
import type { CommentRecord } from "./records.ts";
import type { Terms, View, ViewSite } from "./view.ts";

type CommentFilter = (comment: CommentRecord) => boolean;

const isVisible = (comment: CommentRecord, site: ViewSite) =>
  !comment.draft &&
  !comment.rejected &&
  !comment.debateResponse &&
  (!comment.deleted || comment.deletedPublic) &&
  isReviewed(comment, site);

function isReviewed(comment: CommentRecord, site: ViewSite): boolean {
  const since = site.hidesUnreviewedSince;
  return since === undefined || !comment.authorIsUnreviewed || comment.postedAt < since;
}

/** An unknown view serves the default list, as the real server does. */
export function commentView(terms: Terms, site: ViewSite): View<CommentRecord> {
  const inList = (comment: CommentRecord) =>
    isVisible(comment, site) && (!site.isAlignmentOnly || comment.af) && matchesDefaultTerms(comment, terms);
  const view = (filter: CommentFilter, order: OrderBy = { postedAt: -1 }, defaultLimit?: number) => ({
    matches: (comment: CommentRecord) => inList(comment) && filter(comment),
    order,
    defaultLimit,
  });
  const ofPost = (comment: CommentRecord) =>
    comment.postId === terms.postId && comment.parentAnswerId === null && !comment.answer;
  const unlessDeleted = (comment: CommentRecord) => !comment.deletedPublic;
  const sorted = sortOrder(terms.sortBy);
  switch (terms.view) {
    case "postCommentsOld":
      return view(ofPost, { deleted: 1, postedAt: 1 });
    case "postCommentsNew":
      return view(ofPost, { deleted: 1, postedAt: -1 });
    case "postCommentsTop":
    case "postCommentsBest":
      return view(ofPost, { promoted: -1, deleted: 1, baseScore: -1, postedAt: -1 });
    case "postCommentsMagic":
      return view(ofPost, { promoted: -1, deleted: 1, score: -1, postedAt: -1 });
    case "answersAndReplies":
      return view(
        (comment) => comment.postId === terms.postId && (comment.answer || comment.parentAnswerId !== null),
        sorted ?? { promoted: -1, baseScore: -1, postedAt: -1 },
      );
    case "questionAnswers":
      return view(
        (comment) => comment.postId === terms.postId && comment.answer,
        sorted ?? { baseScore: -1 },
      );
    case "repliesToAnswer":
      return view((comment) => comment.parentAnswerId === terms.parentAnswerId, { baseScore: -1 });
    case "commentReplies":
      return view((comment) => comment.parentCommentId === terms.parentCommentId);
    case "repliesToCommentThread":
      return view((comment) => comment.topLevelCommentId === terms.topLevelCommentId, { baseScore: -1 });
    case "repliesToCommentThreadIncludingRoot":
      return view(
        (comment) =>
          comment.topLevelCommentId === terms.topLevelCommentId || comment._id === terms.topLevelCommentId,
        { baseScore: -1 },
      );
    case "profileComments":
      return view(unlessDeleted, sorted ?? { isPinnedOnProfile: -1, postedAt: -1 }, 5);
    case "allRecentComments":
      return view((comment) => unlessDeleted(comment) && isInWindow(comment, terms, site), sorted, 5);
    case "recentComments":
      return view((comment) => unlessDeleted(comment) && comment.score > 0, sorted, 5);
    case "tagDiscussionComments":
      return view((comment) => comment.tagId === terms.tagId && comment.tagCommentType === "DISCUSSION");
    case "legacyIdComment":
      return view((comment) => comment.legacyId === String(Number.parseInt(String(terms.legacyId), 36)));
    case "shortform":
      return view((comment) => comment.shortform && !comment.deleted && comment.parentCommentId === null);
    case "debateResponses":
      return {
        ...view(() => true, { postedAt: 1 }),
        matches: (comment) => comment.debateResponse && comment.postId === terms.postId,
      };
    default:
      return view(() => true);
  }
}

function matchesDefaultTerms(comment: CommentRecord, terms: Terms): boolean {
  if (typeof terms.userId === "string" && (comment.userId !== terms.userId || comment.hideAuthor))
    return false;
  if (Array.isArray(terms.commentIds) && !terms.commentIds.includes(comment._id)) return false;
  return typeof terms.minimumKarma !== "number" || comment.baseScore >= terms.minimumKarma;
}

function isInWindow(comment: CommentRecord, terms: Terms, site: ViewSite): boolean {
  if (!site.hasCommentWindows || (terms.after === undefined && terms.before === undefined)) return true;
  const moment = terms.timeField === "lastEditedAt" ? comment.lastEditedAt : comment.postedAt;
  if (moment === null) return false;
  if (typeof terms.after === "string" && Date.parse(moment) < Date.parse(terms.after)) return false;
  return typeof terms.before !== "string" || Date.parse(moment) < Date.parse(terms.before);
}

function sortOrder(sortBy: unknown): OrderBy | undefined {
  switch (sortBy) {
    case "new":
    case "newest":
      return { postedAt: -1 };
    case "old":
    case "oldest":
      return { postedAt: 1 };
    case "top":
      return { baseScore: -1 };
    case "magic":
      return { score: -1 };
    default:
      return undefined;
  }
}
