import type { Author } from "./author.ts";
import type { Body } from "./body.ts";
import type { Sequence } from "./post.ts";
import type { Reference } from "./reference.ts";

/** Counts that a site gives for an author: what they have written, and their karma. */
export interface ProfileCounts {
  readonly karma?: number | undefined;
  readonly posts?: number | undefined;
  readonly comments?: number | undefined;
  readonly sequences?: number | undefined;
  readonly wikiContributions?: number | undefined;
}

/** The page of an author. */
export interface Profile {
  readonly reference: Reference<"user">;
  readonly author: Author;
  /** The author's own words about themselves; may be empty. */
  readonly bio: Body;
  readonly joinedAtMs: number | undefined;
  /** Counts from each site of the database, by the site's name. */
  readonly counts: Readonly<Record<string, ProfileCounts>>;
}

/** A sequence as lists return it. */
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
  /** The site's version of the page after the change, such as `1.12.0`. */
  readonly revision: string;
  /** In characters; `undefined` if the site does not say. */
  readonly added: number | undefined;
  readonly removed: number | undefined;
}
