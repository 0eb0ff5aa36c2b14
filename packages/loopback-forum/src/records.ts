/** Content of the forum under the API's names. Moments are ISO 8601. Records change in place. */
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
  spamRiskScore: number;
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
  /** Number on the forum that became the Alignment Forum. */
  agentFoundationsId: string | null;
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
  /** Null in most posts, as on the sites: no one has ever locked or unlocked them. */
  commentsLocked: boolean | null;
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
  /** Number on the forum that became the Alignment Forum. */
  agentFoundationsId: string | null;
}

/** One change of a wiki page by one user. */
export interface RevisionRecord {
  _id: string;
  /** The tag whose page it is. */
  documentId: string;
  collectionName: string;
  userId: string;
  editedAt: string;
  version: string;
  changeMetrics: { readonly added: number; readonly removed: number };
}

interface ChapterRecord {
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
  hideFromAuthorPage: boolean;
  userProfileOrder: number | null;
  af: boolean;
  chapters: ChapterRecord[];
}
