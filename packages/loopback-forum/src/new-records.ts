import type { CommentRecord, Contents, PostRecord, TagRecord, UserRecord } from "./records.ts";

/** A record as a test gives it; missing fields get ordinary values. */
export type Given<T> = Partial<T>;

export function userRecord(given: Given<UserRecord> & Pick<UserRecord, "_id" | "createdAt">): UserRecord {
  const displayName = given.displayName ?? "";
  return {
    slug: slugOf(displayName) || given._id.toLowerCase(),
    oldSlugs: [],
    displayName,
    karma: 100,
    afKarma: 0,
    bio: "",
    profileImageId: null,
    spamRiskScore: 1,
    deleted: false,
    ...given,
  };
}

export function tagRecord(given: Given<TagRecord> & Pick<TagRecord, "_id" | "createdAt">): TagRecord {
  const name = given.name ?? "Untitled";
  return { slug: slugOf(name), oldSlugs: [], name, core: false, deleted: false, description: null, ...given };
}

export function postRecord(given: Given<PostRecord> & Pick<PostRecord, "_id" | "postedAt">): PostRecord {
  const title = given.title ?? "Untitled";
  return {
    slug: slugOf(title),
    title,
    url: null,
    legacyId: null,
    agentFoundationsId: null,
    userId: null,
    coauthorUserIds: [],
    tagIds: [],
    contents: null,
    baseScore: 1,
    afBaseScore: null,
    voteCount: 1,
    af: false,
    draft: false,
    deletedDraft: false,
    rejected: false,
    unlisted: false,
    isFuture: false,
    authorIsUnreviewed: false,
    onlyVisibleToLoggedIn: false,
    shortform: false,
    question: false,
    debate: false,
    isEvent: false,
    groupId: null,
    hideAuthor: false,
    hideCommentKarma: false,
    commentsLocked: null,
    ...given,
  };
}

export function commentRecord(
  given: Given<CommentRecord> & Pick<CommentRecord, "_id" | "postedAt">,
): CommentRecord {
  return {
    postId: null,
    tagId: null,
    tagCommentType: "DISCUSSION",
    parentCommentId: null,
    topLevelCommentId: null,
    parentAnswerId: null,
    answer: false,
    shortform: false,
    debateResponse: false,
    userId: null,
    lastEditedAt: given.postedAt,
    contents: null,
    baseScore: 1,
    afBaseScore: null,
    voteCount: 1,
    score: 1,
    extendedScore: null,
    af: false,
    retracted: false,
    deleted: false,
    deletedPublic: false,
    deletedReason: null,
    deletedDate: null,
    rejected: false,
    draft: false,
    spam: false,
    authorIsUnreviewed: false,
    hideAuthor: false,
    moderatorHat: false,
    promoted: false,
    isPinnedOnProfile: false,
    legacyId: null,
    agentFoundationsId: null,
    ...given,
  };
}

export function contentsOf(html: string, editedAt: string, markdown = "", version = "1.0.0"): Contents {
  const wordCount = html
    .replace(/<[^>]*>/g, " ")
    .split(/\s+/)
    .filter(Boolean).length;
  return { html, markdown, version, editedAt, wordCount };
}

function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}
