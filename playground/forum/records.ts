/** Content of the forum under the names the API gives it; moments are ISO 8601. Records change in place. */
export interface Contents {
  html: string;
  markdown: string;
  version: string;
  editedAt: string;
  wordCount: number;
}

export interface UserRecord {
  _id: string;
  slug: string;
  oldSlugs: string[];
  displayName: string;
  createdAt: string;
  karma: number;
  afKarma: number;
  bio: string;
  profileImageId: string | null;
  deleted: boolean;
}

export interface TagRecord {
  _id: string;
  slug: string;
  oldSlugs: string[];
  name: string;
  core: boolean;
  createdAt: string;
  deleted: boolean;
  description: Contents | null;
}

export interface PostRecord {
  _id: string;
  slug: string;
  title: string;
  url: string | null;
  postedAt: string;
  legacyId: string | null;
  userId: string | null;
  coauthorUserIds: string[];
  tagIds: string[];
  contents: Contents | null;
  baseScore: number;
  afBaseScore: number | null;
  voteCount: number;
  af: boolean;
  draft: boolean;
  deletedDraft: boolean;
  rejected: boolean;
  unlisted: boolean;
  isFuture: boolean;
  authorIsUnreviewed: boolean;
  onlyVisibleToLoggedIn: boolean;
  shortform: boolean;
  question: boolean;
  debate: boolean;
  isEvent: boolean;
  groupId: string | null;
  hideAuthor: boolean;
  hideCommentKarma: boolean;
}

export interface CommentRecord {
  _id: string;
  postId: string | null;
  tagId: string | null;
  tagCommentType: "DISCUSSION" | "SUBFORUM";
  parentCommentId: string | null;
  topLevelCommentId: string | null;
  parentAnswerId: string | null;
  answer: boolean;
  shortform: boolean;
  debateResponse: boolean;
  userId: string | null;
  postedAt: string;
  lastEditedAt: string | null;
  contents: Contents | null;
  baseScore: number;
  afBaseScore: number | null;
  voteCount: number;
  score: number;
  extendedScore: Record<string, unknown> | null;
  af: boolean;
  retracted: boolean;
  deleted: boolean;
  deletedPublic: boolean;
  deletedReason: string | null;
  deletedDate: string | null;
  rejected: boolean;
  draft: boolean;
  spam: boolean;
  authorIsUnreviewed: boolean;
  hideAuthor: boolean;
  moderatorHat: boolean;
  promoted: boolean;
  isPinnedOnProfile: boolean;
  legacyId: string | null;
}

export interface ChapterRecord {
  _id: string;
  title: string | null;
  subtitle: string | null;
  number: number | null;
  postIds: string[];
}

export interface SequenceRecord {
  _id: string;
  title: string;
  userId: string;
  createdAt: string;
  draft: boolean;
  isDeleted: boolean;
  hidden: boolean;
  af: boolean;
  chapters: ChapterRecord[];
}

/** A record as given by whoever adds it: what is left out takes the value of an ordinary one. */
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
