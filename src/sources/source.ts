import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post, Sequence, Tag, Thread } from "../forum/post.ts";
import type { Profile, SequenceEntry, WikiContribution } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";
import type { Site } from "../forum/site.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Link, UserLink } from "./link.ts";
import type { SourceError } from "./source-error.ts";

/** What the site answered for a link. */
export type Found =
  | { readonly kind: "post"; readonly post: Post }
  | { readonly kind: "comment"; readonly comment: Comment; readonly post: Post | undefined }
  | { readonly kind: "user"; readonly user: Author }
  | { readonly kind: "sequence"; readonly sequence: Sequence }
  /** `path` leads to its posts, the path of `post` to its discussion. */
  | { readonly kind: "tag"; readonly tag: Tag; readonly path: string; readonly post: Post }
  | { readonly kind: "discussion"; readonly tag: Tag; readonly post: Post }
  | { readonly kind: "site" };

/** Who waits for an answer: the site's budget is spent in this order. */
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

/** Where the last poll stopped. Opaque outside its source; JSON, because the store keeps it. */
export type Cursor = string;

/** Comments with what a reader needs to place them. */
export interface CommentBatch {
  /** Without hidden ones. */
  readonly comments: readonly Comment[];
  /** Their posts, as listings give them and as far as they can be read. */
  readonly threads: readonly Post[];
  /** The visible comments they answer. */
  readonly parents: readonly Comment[];
  /** Comments that the site lists here but that could not be read, as far as their ids are known: they are not gone. */
  readonly unreadable: readonly Reference<"comment">[];
  /** Whether the ids of all of those are known. */
  readonly isComplete: boolean;
}

/** Why there is no comment to show: the site has none any more, it shows visitors none for now, or it does not say. */
export type Missing = "gone" | "not-public" | "unknown";

/** `threads` also has new posts that were edited. */
export interface Recent extends CommentBatch {
  /** New posts, oldest first, as listings give them. */
  readonly posts: readonly Post[];
  /** Threads in which something changed that the poll cannot tell: they have to be read again. */
  readonly changedThreads: readonly Reference<"post" | "tag">[];
  /** Whether something may have been missed since the cursor, so that every thread has to be read again. */
  readonly hasGap: boolean;
  readonly cursor: Cursor;
}

export interface CommentPage extends CommentBatch {
  /** Pass it on to read older ones; `undefined` at the end. */
  readonly next: string | undefined;
}

/** Comments below one of them. */
export type Subtree = Pick<Thread, "comments" | "completeness">;

/** How reading the site goes, for `/status`. */
export interface SourceHealth {
  /** The latest failure; `undefined` once a request succeeds again. */
  readonly lastError: SourceError | undefined;
  /** Nothing is asked before this moment; `undefined` while nothing holds requests back. */
  readonly pausedUntilMs: number | undefined;
  readonly requestsInLastMinute: number;
  /** Requests of the last 24 hours, as far as this process counted them, and how many there may be; `undefined` without such a limit. */
  readonly day: { readonly used: number; readonly most: number } | undefined;
  /** Whether what is left of the day's requests is kept for polls and members. */
  readonly isSparing: boolean;
  /** Number of unreadable records left out of its answers within the last day. */
  readonly unreadableRecords: number;
}

/**
 * A site that can be read. Every method may throw a {@link SourceError}; what does not exist or may not be shown is
 * `undefined` or left out, and so is an unreadable record of a list. A record that the site refuses without a known reason is a
 * `record-refused`. Records come with their visibility decided: no text of a hidden or deleted comment leaves a source.
 * The methods at the end are there as far as its capabilities say.
 */
export interface Source {
  readonly site: Site;

  health(): SourceHealth;

  readonly capabilities: Capabilities;

  /** What an address names, mirrors and legacy hosts of the site included; `undefined` when it is not of this site or not understood. */
  parseUrl(url: URL): Link | undefined;

  /** What an id typed without its address can mean, the likeliest first; empty for a text that is no id of this site. */
  parseId(text: string): readonly Link[];

  /** The user whom a typed name means, if the site has one; `undefined` where users cannot be asked for by name. */
  parseName(name: string): UserLink | undefined;

  /** Addresses people can give, one example a kind, for the answer to one that is not understood. */
  readonly acceptedUrls: readonly string[];

  /** Fails with a {@link SourceError} `not-public` when the site says that it exists, but not for visitors. */
  find(link: Link, options: RequestOptions): Promise<Found | undefined>;

  /**
   * A post or a wiki page's discussion with its comments, public tombstones included, hidden ones left out. Says how much was read. A thread
   * that could be read completely but not that far is a {@link SourceError} `too-many`. `undefined` for a hidden post.
   */
  readThread(thread: Reference<"post" | "tag">, options: RequestOptions): Promise<Thread | undefined>;

  /** A comment and everything below it, flat; the comment itself first. */
  readSubtree(comment: Reference<"comment">, options: RequestOptions): Promise<Subtree | undefined>;

  /** Also a hidden one, of which nothing is said but that it is hidden. */
  readPost(post: Reference<"post" | "tag">, options: RequestOptions): Promise<Post | undefined>;

  /** Also a deleted or hidden one, without text and author, where the site says as much. */
  readComment(comment: Reference<"comment">, options: RequestOptions): Promise<Comment | Missing>;

  /**
   * Everything since the cursor, with one request unless more happened than one answer holds. Without a cursor: only where
   * to start. A comment is told again when it was edited, if the site tells. Deletions, approvals and scores need a sweep.
   */
  readRecent(cursor: Cursor | undefined, options: RequestOptions): Promise<Recent>;

  /** Those of these comments that the site's lists show, with one request; {@link Capabilities.batch} says how many it takes. */
  readComments?(comments: readonly Reference<"comment">[], options: RequestOptions): Promise<CommentBatch>;

  /** A user's comments, newest first, to the very end. */
  readCommentsByUser?(
    user: Reference<"user">,
    options: RequestOptions & { readonly limit: number; readonly after?: string },
  ): Promise<CommentPage>;

  /** An author's page as visitors see it; `undefined` when there is none. */
  readProfile?(user: Reference<"user">, options: RequestOptions): Promise<Profile | undefined>;

  /** The sequences on an author's page, in its order. */
  readSequencesByUser?(user: Reference<"user">, options: PageOptions): Promise<Page<SequenceEntry>>;

  /** A user's changes of wiki pages, newest first. */
  readWikiContributions?(user: Reference<"user">, options: PageOptions): Promise<Page<WikiContribution>>;

  readSequence?(sequence: Reference<"sequence">, options: RequestOptions): Promise<Sequence | undefined>;

  /** The newest posts of a tag or of the whole site, newest first; of a list in another order, its first ones. */
  readPosts?(
    of: Reference<"tag"> | "site",
    options: RequestOptions & { readonly limit: number },
  ): Promise<readonly Post[]>;

  /** The newest quick takes of the whole site, without the replies to them. */
  readQuickTakes?(options: RequestOptions & { readonly limit: number }): Promise<CommentBatch>;
}
