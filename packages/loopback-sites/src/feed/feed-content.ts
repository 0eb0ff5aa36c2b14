/** A page that carries comments. */
export interface FeedPage {
  readonly id: number;
  /** Part of its address, which may change. */
  slug: string;
  title: string;
  /** Only visitors with a password see its comments. */
  isLocked: boolean;
  /** Answered with 404, and so is its feed. */
  isTrashed: boolean;
}

export interface FeedComment {
  readonly id: number;
  readonly page: number;
  /** Id of the comment that it answers. */
  readonly parent: number | undefined;
  readonly author: string;
  /** HTML. */
  text: string;
  /** `undefined` if the feed has no date for it. */
  readonly atMs: number | undefined;
  editedAtMs: number | undefined;
  /** Waiting for a moderator. */
  isHeld: boolean;
}

/** A comment as a feed shows it to visitors. */
export interface ListedComment {
  /** Differs from the address, and stays when the address changes. */
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  readonly author: string;
  readonly html: string;
  readonly atMs: number | undefined;
  readonly editedAtMs: number | undefined;
  /** The comment that it answers, or its page. */
  readonly answers: { readonly guid: string; readonly link: string; readonly author: string | undefined };
}

export interface ListedFeed {
  readonly title: string;
  readonly link: string;
  readonly self: string;
  /** Minutes; only in RSS. */
  readonly ttl: number | undefined;
  /** Newest first. */
  readonly comments: readonly ListedComment[];
}

export type FeedFormat = "rss" | "atom" | "rdf" | "json";
