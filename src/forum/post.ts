import type { Author } from "./author.ts";
import type { Body } from "./body.ts";
import type { Comment, Visibility } from "./comment.ts";
import type { Posted } from "./order.ts";
import type { Reference } from "./reference.ts";
import type { Scores } from "./votes.ts";

export interface Tag {
  readonly reference: Reference<"tag">;
  readonly slug: string;
  readonly name: string;
}

/** Anything that carries comments: an article, question, quick-takes page, event or wiki page. */
export interface Post extends Posted {
  readonly reference: Reference<"post" | "tag">;
  readonly title: string;
  readonly author: Author | undefined;
  readonly coauthors: readonly Author[];
  readonly editedAtMs: number | undefined;
  /** The first paragraphs, empty if the post has no text; `undefined` in listings, which leave it out. */
  readonly opening: Body | undefined;
  readonly scores: Scores;
  /**
   * Number of comments that a visitor saw at the last reading; `undefined` in listings. The sites' own counts differ, and may
   * exceed what they serve.
   */
  readonly commentCount: number | undefined;
  readonly tags: readonly Tag[];
  /** Lists that contain it, besides those of its tags: its author's posts, a front page. They are not shown as tags. */
  readonly lists?: readonly Reference<"tag">[];
  /** True if its comments are quick takes by its author, and replies to them. */
  readonly isQuickTakesPage: boolean;
  /** True if the site no longer takes comments there. */
  readonly isClosed: boolean;
  readonly visibility: Visibility;
  /** Path from the site's address, `/posts/ID/slug`, or a full address. */
  readonly path: string;
  /** Address without words from the title, for posts about which nothing may be said. */
  readonly plainPath: string;
}

/** How much of a thread was read: all of it, a window of its newest comments, or less than the `total` that the site counts. */
export type Completeness =
  | { readonly kind: "complete" }
  | { readonly kind: "window" }
  | { readonly kind: "partial"; readonly total: number };

/** A post with all of its comments, answers and their replies in one flat list, in no particular order. */
export interface Thread {
  /** `undefined` if it exists but could not be read. */
  readonly post: Post | undefined;
  readonly comments: readonly Comment[];
  /** Only in a complete thread does a missing comment suggest that it is gone. */
  readonly completeness: Completeness;
  /** Comments that exist but could not be read, as far as their ids are known. */
  readonly unreadable: readonly Reference<"comment">[];
  /** True if the site itself counts no comments. An empty list alone may be a list that failed. */
  readonly isCountedEmpty: boolean;
}

/** An ordered series of posts. */
export interface Sequence {
  readonly reference: Reference<"sequence">;
  readonly title: string;
  readonly author: Author | undefined;
  readonly path: string;
  /** In reading order, as listings return them. */
  readonly posts: readonly Post[];
}
