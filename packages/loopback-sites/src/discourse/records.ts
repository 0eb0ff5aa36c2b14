/** A post of a loopback forum. Dates are milliseconds since the epoch. */
export interface PostRecord {
  readonly id: number;
  topic: number;
  number: number;
  /** Its place among the posts of its topic; usually its number. */
  order: number;
  /** 1 post, 2 post by a moderator, 3 notice of the forum, 4 whisper among staff. */
  readonly type: number;
  readonly user: number;
  readonly answers: number | undefined;
  readonly createdAt: number;
  updatedAt: number;
  cooked: string;
  version: number;
  /** Flagged by other people: its words are replaced by a notice. */
  isHidden: boolean;
  /** Deleted by its author: it stays for about a day. */
  isUserDeleted: boolean;
  /** Deleted by staff. */
  isDeleted: boolean;
  likes: number;
  readonly reactions: { id: string; count: number }[];
}

export interface TopicRecord {
  readonly id: number;
  title: string;
  slug: string;
  readonly user: number;
  readonly createdAt: number;
  category: number;
  tags: readonly string[];
  isClosed: boolean;
  isArchived: boolean;
  /** False for an unlisted topic, which can be read by its address. */
  isListed: boolean;
  isDeleted: boolean;
  /** The number of the newest post, deleted ones included. */
  highest: number;
}

export interface UserRecord {
  readonly id: number;
  username: string;
  name: string | undefined;
  readonly createdAt: number;
  bio: string;
  /** True if the account is gone. */
  isGone: boolean;
  /** True if the person closed their profile. */
  isClosed: boolean;
}

export interface CategoryRecord {
  readonly id: number;
  name: string;
  slug: string;
  readonly parent: number | undefined;
  /** True if only members see it. */
  readonly isPrivate: boolean;
}
