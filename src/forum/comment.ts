import type { Author } from "./author.ts";
import type { Body } from "./body.ts";
import type { Placed } from "./order.ts";
import type { Reference } from "./reference.ts";
import type { Scores } from "./votes.ts";

/**
 * The part of a comment or post that an anonymous visitor sees. `deleted` leaves a public tombstone on the site. `hidden` covers
 * rejected, draft, unreviewed and hard-deleted ones, and nothing of them may be shown. `withheld` ones are shown on the site, but
 * their author opted out of this bot.
 */
export type Visibility = "visible" | "deleted" | "hidden" | "withheld";

/** One kind of reaction to a comment, or to some of its words. */
export interface Reaction {
  /** The site's name for it, such as `agree` or `thanks`. */
  readonly name: string;
  readonly count: number;
  /** The words reacted to; empty for the whole comment. */
  readonly quotes: readonly string[];
}

/** One comment, answer or quick take. */
export interface Comment extends Placed {
  readonly reference: Reference<"comment">;
  /** The thread that contains it: a post, or a tag for the discussion of a wiki page. */
  readonly thread: Reference<"post" | "tag">;
  /** The comment that this one answers. The site may change it, and may never serve that comment. */
  readonly parent: Reference<"comment"> | undefined;
  /** The topmost ancestor; `undefined` if the comment itself is at the top, or the site does not say. */
  readonly root: Reference<"comment"> | undefined;
  /** `undefined` if the account is gone or the site hides the author. */
  readonly author: Author | undefined;
  /**
   * A whole number that rises with every comment of the site, for sites whose dates are missing or imprecise. A site numbers all of
   * its comments or none.
   */
  readonly position: number | undefined;
  /** When the text last changed. Equals `postedAtMs` if never edited; `undefined` if the site does not say. */
  readonly editedAtMs: number | undefined;
  /** Empty if the comment is deleted, hidden or has no words. */
  readonly body: Body;
  /** The site's version of the text, such as `1.2.0`; empty if unknown. */
  readonly revision: string;
  readonly scores: Scores;
  readonly agreement: number | undefined;
  readonly reactions: readonly Reaction[];
  readonly visibility: Visibility;
  readonly isRetracted: boolean;
  readonly isAnswer: boolean;
  readonly isQuickTake: boolean;
  readonly isPinned: boolean;
  /** Names of the sites of its database that show it: the Alignment Forum shows some of LessWrong's comments. */
  readonly shownOn: readonly string[];
  /** The permalink: a path from the site's address, `/posts/…?commentId=…`, or a full address. */
  readonly path: string;
  /** Permalink of the parent, in case nothing else is known about it. */
  readonly parentPath: string | undefined;
}
