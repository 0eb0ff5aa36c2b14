import type { Author } from "./author.ts";
import type { Body } from "./body.ts";
import type { Placed } from "./order.ts";
import type { Reference } from "./reference.ts";
import type { Scores } from "./votes.ts";

/**
 * Whether an anonymous visitor sees a comment or post.
 * `deleted` leaves a public tombstone on the site; `hidden` covers rejected, draft, unreviewed and hard-deleted
 * ones, of which nothing may be shown. `withheld` are those that the site shows but whose author opted out of this bot.
 */
export type Visibility = "visible" | "deleted" | "hidden" | "withheld";

/** What readers left below a comment, or at some of its words. */
export interface Reaction {
  /** As the site calls it, e.g. `agree` or `thanks`. */
  readonly name: string;
  readonly count: number;
  /** The words reacted to; empty for the comment as a whole. */
  readonly quotes: readonly string[];
}

/** One comment, answer or quick take. */
export interface Comment extends Placed {
  readonly reference: Reference<"comment">;
  /** The thread it stands in: a post, or a tag when it belongs to a wiki page's discussion. */
  readonly thread: Reference<"post" | "tag">;
  /** The comment that this one answers. The site may change it, and may never serve that comment. */
  readonly parent: Reference<"comment"> | undefined;
  /** The topmost ancestor; `undefined` if the comment itself is at the top, or the site does not say. */
  readonly root: Reference<"comment"> | undefined;
  /** `undefined` when the account is gone or the site hides who wrote it. */
  readonly author: Author | undefined;
  /** A whole number that rises with every comment of the site, for sites whose dates are missing or imprecise. A site gives it for all comments or for none. */
  readonly position: number | undefined;
  /** When the text last changed; equals `postedAtMs` for one never edited; `undefined` where the site does not say. */
  readonly editedAtMs: number | undefined;
  /** Empty if the comment is deleted, hidden or has no words. */
  readonly body: Body;
  /** The site's version of the text, e.g. `1.2.0`; empty where unknown. */
  readonly revision: string;
  readonly scores: Scores;
  readonly agreement: number | undefined;
  readonly reactions: readonly Reaction[];
  readonly visibility: Visibility;
  readonly isRetracted: boolean;
  readonly isAnswer: boolean;
  readonly isQuickTake: boolean;
  readonly isPinned: boolean;
  /** Names of the sites that show it, among those that share its database: the Alignment Forum shows some of LessWrong's comments. */
  readonly shownOn: readonly string[];
  /** The permalink: its path from the site's address, `/posts/…?commentId=…`, or the whole address. */
  readonly path: string;
  /** Permalink of the parent, for when nothing else is known about it. */
  readonly parentPath: string | undefined;
}
