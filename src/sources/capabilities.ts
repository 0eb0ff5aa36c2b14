import type { Completeness } from "../forum/post.ts";
import type { TargetKind } from "../forum/target.ts";

/**
 * What a source can say about its site. Commands refuse what a site cannot do with a reason taken from here, the mirror decides by it how to
 * look for changes, and the contract suite skips what is declared as missing.
 */
export interface Capabilities {
  /** What can be followed. A list of posts, such as a front page, a category or a community, is a `tag`. */
  readonly targets: readonly TargetKind[];
  /** Whose writings carry a score. */
  readonly scores: { readonly posts: boolean; readonly comments: boolean };
  /** How sure it is who wrote something: by an account, or by a name that anybody may give. */
  readonly authors: "accounts" | "names";
  /** Whether authors have pages that `readProfile` reads. */
  readonly profiles: boolean;
  /** Whether `readCommentsByUser` lists what somebody wrote. */
  readonly userComments: boolean;
  /** How an edit shows: in a poll, in the moment that its thread gives for it, by another text alone, or not at all. */
  readonly edits: "in-poll" | "in-thread" | "by-text" | "never";
  /** How a deletion shows: when the comment is asked for, by its absence from a complete thread, or not at all. */
  readonly deletions: "by-id" | "by-absence" | "never";
  /** The best that a reading of a thread can be. */
  readonly completeness: Completeness["kind"];
  /** How a thread is read: every answer below what it answers, or all comments by age, as where answers only name a number. */
  readonly order: "tree" | "time";
  /** The least time between two polls, whatever the configuration says. */
  readonly minPollMs: number;
  /** The most requests in a minute, where a site allows fewer than the configuration does. */
  readonly requestsPerMinute: number | undefined;
  /** The most requests in any 24 hours; `undefined` where only those per minute count. */
  readonly requestsPerDay: number | undefined;
  /** How `readComments` answers; `undefined` where comments cannot be asked for together. */
  readonly batch: Batch | undefined;
}

export interface Batch {
  /** The most comments of one request. */
  readonly most: number;
  /** Whether one that is missing from a whole answer is hidden from visitors: the Alignment Forum lists only part of what it shows by id. */
  readonly listsAll: boolean;
}
