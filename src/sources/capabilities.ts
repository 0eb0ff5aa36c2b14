import type { TargetKind } from "../forum/target.ts";

/**
 * Declares what a source's site can do. Commands take the reason from here when they refuse something, the mirror uses it to decide
 * how to look for changes, and the contract suite skips whatever is declared as missing.
 */
export interface Capabilities {
  /** Kinds of targets that can be followed. A list of posts, such as a front page, a category or a community, is a `tag`. */
  readonly targets: readonly TargetKind[];
  /** True for the kinds of writing that carry a score. */
  readonly scores: { readonly posts: boolean; readonly comments: boolean };
  /** How authors are identified: by an account, or only by a name that anyone could use. */
  readonly authors: "accounts" | "names";
  /** True if the pages that `readProfile` reads show what authors write about themselves. There they can prove who they are. */
  readonly bios: boolean;
  /** How an edit can be noticed: in a poll, only by reading the thread again, or not at all. */
  readonly edits: "in-poll" | "in-thread" | "never";
  /** How a deletion can be noticed: by asking for the comment, by its absence from a complete thread, or not at all. */
  readonly deletions: "by-id" | "by-absence" | "never";
  /**
   * Order in which new comments are sent. `tree`: in reading order, with each answer below its parent. `time`: oldest first, for
   * sites whose threads are flat and whose answers only name a number.
   */
  readonly order: "tree" | "time";
  /** The shortest time between two polls, even if the configuration sets a shorter one. */
  readonly minPollMs: number;
  /** The most requests per minute, if the site allows fewer than the configuration. */
  readonly requestsPerMinute: number | undefined;
  /** The most requests in any 24 hours; `undefined` without a daily limit. */
  readonly requestsPerDay: number | undefined;
  /** The most comments that one `readComments` may ask for; 1 if the site cannot be asked for several at once. */
  readonly mostAtOnce: number;
  /** True if a comment that is missing from a complete list is hidden from visitors. Not so on the Alignment Forum, which lists only some of the comments that it shows by id. */
  readonly listsAll: boolean;
  /**
   * True for a site with thousands of new comments a day. A follow of the whole site then needs a minimum score, and the archive keeps
   * only the comments that some thread mirrors. Default: false.
   */
  readonly isBusy?: boolean;
}
