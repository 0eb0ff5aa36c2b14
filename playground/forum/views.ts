import type { OrderBy } from "./order.ts";
import type { CommentRecord, PostRecord, TagRecord, UserRecord } from "./records.ts";

/** The site that answers, as far as it changes what its lists hold. */
export interface ViewSite {
  /** `current` understands time windows on comments; `fork` ignores them. */
  readonly hasCommentWindows: boolean;
  /** The Alignment Forum lists only what is on it. */
  readonly isAlignmentOnly: boolean;
  /** Comments by unreviewed authors since then are not listed. */
  readonly hidesUnreviewedSince: string | undefined;
}

export type Terms = Readonly<Record<string, unknown>>;

export interface View<T> {
  readonly matches: (record: T) => boolean;
  readonly order: OrderBy;
  readonly defaultLimit: number | undefined;
}

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

export function postView(terms: Terms, site: ViewSite): View<PostRecord> {
  const isLegacy = terms.view === "legacyIdPost";
  const requiredTags = requiredTagIds(terms.filterSettings);
  const inList = (post: PostRecord) =>
    !post.draft &&
    !post.isFuture &&
    !post.unlisted &&
    !post.shortform &&
    !post.authorIsUnreviewed &&
    !post.rejected &&
    post.groupId === null &&
    (isLegacy || !site.isAlignmentOnly || post.af) &&
    requiredTags.every((tagId) => post.tagIds.includes(tagId)) &&
    (typeof terms.after !== "string" || Date.parse(post.postedAt) >= Date.parse(terms.after)) &&
    (typeof terms.before !== "string" || Date.parse(post.postedAt) < Date.parse(terms.before));
  const view = (filter: (post: PostRecord) => boolean, order: OrderBy, defaultLimit?: number) => ({
    matches: (post: PostRecord) => inList(post) && filter(post),
    order,
    defaultLimit,
  });
  switch (terms.view) {
    case "new":
      return view(() => true, { postedAt: -1 });
    case "old":
      return view(() => true, { postedAt: 1 });
    case "top":
      return view(() => true, { baseScore: -1 });
    case "slugPost":
      return view((post) => post.slug === terms.slug, { postedAt: -1 }, 1);
    case "legacyIdPost":
      return view(
        (post) => post.legacyId === String(Number.parseInt(String(terms.legacyId), 36)),
        { postedAt: -1 },
        1,
      );
    case "userPosts":
      return {
        ...view(() => true, { postedAt: -1 }, 5),
        matches: (post) => post.userId === terms.userId && !post.draft && !post.hideAuthor,
      };
    default:
      return view(() => true, { postedAt: -1 });
  }
}

function requiredTagIds(filterSettings: unknown): readonly string[] {
  if (typeof filterSettings !== "object" || filterSettings === null || !("tags" in filterSettings)) return [];
  const tags: unknown = filterSettings.tags;
  if (!Array.isArray(tags)) return [];
  return tags
    .filter((tag: { filterMode?: unknown }) => tag.filterMode === "Required")
    .map((tag: { tagId?: unknown }) => String(tag.tagId));
}

export function tagView(terms: Terms): View<TagRecord> {
  const bySlug = (tag: TagRecord) =>
    terms.view !== "tagBySlug" || tag.slug === terms.slug || tag.oldSlugs.includes(String(terms.slug));
  return { matches: (tag) => !tag.deleted && bySlug(tag), order: { createdAt: -1 }, defaultLimit: undefined };
}

export function userView(terms: Terms): View<UserRecord> {
  const bySlug = (user: UserRecord) =>
    terms.view !== "usersProfile" || user.slug === terms.slug || user.oldSlugs.includes(String(terms.slug));
  return {
    matches: (user) => !user.deleted && bySlug(user),
    order: { createdAt: -1 },
    defaultLimit: undefined,
  };
}
