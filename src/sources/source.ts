import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post, Sequence, Tag, Thread } from "../forum/post.ts";
import type { Profile, SequenceEntry, WikiContribution } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";
import type { Site } from "../forum/site.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Link, UserLink } from "./link.ts";
import type { SourceError } from "./source-error.ts";

/** The site's answer for a link. */
export type Found =
  | { readonly kind: "post"; readonly post: Post }
  | { readonly kind: "comment"; readonly comment: Comment; readonly post: Post | undefined }
  /** `posts` is the list of the user's posts, if that can be followed. */
  | { readonly kind: "user"; readonly user: Author; readonly posts?: Tag }
  | { readonly kind: "sequence"; readonly sequence: Sequence }
  /** `path` leads to its posts; the path of `post` leads to its discussion. */
  | { readonly kind: "tag"; readonly tag: Tag; readonly path: string; readonly post: Post }
  | { readonly kind: "discussion"; readonly tag: Tag; readonly post: Post }
  | { readonly kind: "site" };

/** The purpose of a request. The site's budget is spent in this order. */
export type Priority = "poll" | "member" | "sweep";

export interface RequestOptions {
  readonly priority: Priority;
  readonly signal?: AbortSignal;
}

export interface PageOptions extends RequestOptions {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** May be short, even empty, with more to come. */
export interface Page<T> {
  readonly records: readonly T[];
  /** Where the next page begins; `undefined` at the end. */
  readonly next: string | undefined;
}

/** Where the last poll stopped. Only its source can read it; it is JSON, because the store keeps it. */
export type Cursor = string;

/** Comments, with everything needed to place them. */
export interface CommentBatch {
  /** Hidden ones are left out. */
  readonly comments: readonly Comment[];
  /** Their posts, as listings return them, if they can be read. */
  readonly threads: readonly Post[];
  /** The visible comments they answer. */
  readonly parents: readonly Comment[];
  /** Comments that the site lists here but that could not be read, if their ids are known. They are not gone. */
  readonly unreadable: readonly Reference<"comment">[];
  /** True if the ids of all unreadable comments are known. */
  readonly isComplete: boolean;
}

/**
 * The reason why there is no comment to show: the site no longer has it, does not show it to visitors at the moment, or does not
 * say why.
 */
export type Missing = "gone" | "not-public" | "unknown";

/** `threads` also contains new posts that were edited. */
export interface Recent extends CommentBatch {
  /** New posts, oldest first, as listings return them. */
  readonly posts: readonly Post[];
  /** Threads with changes that the poll cannot show: they must be read again. */
  readonly changedThreads: readonly Reference<"post" | "tag">[];
  /** True if the poll may have missed something since the cursor, so every thread must be read again. */
  readonly hasGap: boolean;
  /** True if the gap is there because the cursor could not be read. */
  readonly isCursorUnreadable?: boolean;
  readonly cursor: Cursor;
}

export interface CommentPage extends CommentBatch {
  /** Pass it on to read older ones; `undefined` at the end. */
  readonly next: string | undefined;
}

/** A comment with everything below it. */
export type Subtree = Pick<Thread, "comments" | "completeness" | "unreadable">;

/** The health of a site's connection, for `/status`. */
export interface SourceHealth {
  /** The latest failure; `undefined` once a request succeeds again. */
  readonly lastError: SourceError | undefined;
  /** No request leaves before this moment; `undefined` if nothing holds requests back. */
  readonly pausedUntilMs: number | undefined;
  readonly requestsInLastMinute: number;
  /** Number of requests of all processes in the last 24 hours, and the most allowed; `undefined` without a daily limit. */
  readonly day: { readonly used: number; readonly most: number } | undefined;
  /** True while the rest of the day's requests is reserved for polls and members. */
  readonly isSparing: boolean;
  /** Number of unreadable records left out of its answers within the last day. */
  readonly unreadableRecords: number;
}

/**
 * A site that can be read. Every method may throw a {@link SourceError}. Records that do not exist or may not be shown are
 * `undefined` or left out, and so are unreadable records of a list. A record that the site refuses without a known reason is a
 * `record-refused`. Records come with their visibility decided: no text of a hidden or deleted comment leaves a source. The methods
 * at the end are optional: a source leaves out what its site cannot do.
 */
export interface Source {
  readonly site: Site;

  health(): SourceHealth;

  readonly capabilities: Capabilities;

  /**
   * Reads an address, including those of the site's mirrors and legacy hosts; `undefined` if it is not on this site or not
   * understood.
   */
  parseUrl(url: URL): Link | undefined;

  /** Reads an id typed without its address and returns everything it could mean, likeliest first; empty if the text is not an id of this site. */
  parseId(text: string): readonly Link[];

  /** Makes a link to the user with a typed name, who may not exist; `undefined` if the site cannot look users up by name. */
  parseName(name: string): UserLink | undefined;

  /** One example of each kind of address that people can give, for the answer to an unknown one. */
  readonly acceptedUrls: readonly string[];

  /**
   * Asks the site for the record of a link. Throws a {@link SourceError} `not-public` if the site says that it exists, but not for
   * visitors.
   */
  find(link: Link, options: RequestOptions): Promise<Found | undefined>;

  /**
   * Reads a post or a wiki page's discussion with its comments, public tombstones included, hidden ones left out, and says how much of it was
   * read. Throws a {@link SourceError} `too-many` if the site serves whole threads but this one is too long. `undefined` for a hidden post.
   */
  readThread(thread: Reference<"post" | "tag">, options: RequestOptions): Promise<Thread | undefined>;

  /** Also returns a hidden post, of which it shows only that it is hidden. */
  readPost(post: Reference<"post" | "tag">, options: RequestOptions): Promise<Post | undefined>;

  /** Also returns a deleted or hidden comment, without text and author, if the site says that it exists. */
  readComment(comment: Reference<"comment">, options: RequestOptions): Promise<Comment | Missing>;

  /**
   * Reads everything since the cursor, with one request unless more has happened than one answer holds. Without a cursor, it only returns
   * where to start. Edited comments come again if the site reports edits. Deletions, approvals and scores need a sweep.
   */
  readRecent(cursor: Cursor | undefined, options: RequestOptions): Promise<Recent>;

  /**
   * Reads a comment with everything below it in one flat list, the comment itself first. If a source lacks this method, the whole
   * thread is read, and its comments are placed by their parents.
   */
  readSubtree?(comment: Reference<"comment">, options: RequestOptions): Promise<Subtree | undefined>;

  /** Reads several comments with one request and returns those that the site lists; {@link Capabilities.mostAtOnce} says how many one request takes. */
  readComments?(comments: readonly Reference<"comment">[], options: RequestOptions): Promise<CommentBatch>;

  /** Lists a user's comments, newest first, back to the first one. */
  readCommentsByUser?(
    user: Reference<"user">,
    options: RequestOptions & { readonly limit: number; readonly after?: string },
  ): Promise<CommentPage>;

  /** Reads an author's page as visitors see it; `undefined` if there is none. */
  readProfile?(user: Reference<"user">, options: RequestOptions): Promise<Profile | undefined>;

  /** Lists the sequences on an author's page, in its order. */
  readSequencesByUser?(user: Reference<"user">, options: PageOptions): Promise<Page<SequenceEntry>>;

  /** Lists a user's changes to wiki pages, newest first. */
  readWikiContributions?(user: Reference<"user">, options: PageOptions): Promise<Page<WikiContribution>>;

  readSequence?(sequence: Reference<"sequence">, options: RequestOptions): Promise<Sequence | undefined>;

  /**
   * Reads the newest posts of a tag or of the whole site, newest first; if the list has another order, its first posts. A source may
   * leave out posts with fewer points than `minScore`, to reach further back.
   */
  readPosts?(
    of: Reference<"tag"> | "site",
    options: RequestOptions & { readonly limit: number; readonly minScore?: number | undefined },
  ): Promise<readonly Post[]>;

  /** Lists the newest quick takes of the whole site, without the replies to them. */
  readQuickTakes?(options: RequestOptions & { readonly limit: number }): Promise<CommentBatch>;
}
