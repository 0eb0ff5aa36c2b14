import type { Author } from "./author.ts";
import type { Body } from "./body.ts";
import type { Sequence } from "./post.ts";
import type { Reference } from "./reference.ts";

/** How much somebody has written, as the site counts. */
interface ProfileCounts {
  readonly karma: number;
  readonly posts: number;
  readonly comments: number;
  readonly sequences: number;
}

/** The page of an author. */
export interface Profile {
  readonly reference: Reference<"user">;
  readonly author: Author;
  /** What they say of themselves; empty where they say nothing. */
  readonly bio: Body;
  readonly joinedAtMs: number;
  readonly counts: ProfileCounts;
  /** The same of what is on the Alignment Forum too. */
  readonly alignmentCounts: ProfileCounts;
  readonly wikiContributions: number;
  /** Path on the site, from its origin. */
  readonly path: string;
}

/** A sequence as lists give it. */
export interface SequenceEntry extends Omit<Sequence, "posts"> {
  readonly createdAtMs: number;
  readonly postCount: number;
}

/** One change of a wiki page. */
export interface WikiContribution {
  /** Title of the page. */
  readonly title: string;
  readonly path: string;
  readonly editedAtMs: number;
  /** The site's version of the page after it, e.g. `1.12.0`. */
  readonly revision: string;
  /** Characters; `undefined` where the site does not say. */
  readonly added: number | undefined;
  readonly removed: number | undefined;
}
