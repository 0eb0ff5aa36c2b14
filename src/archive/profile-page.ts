import type { SequenceEntry, WikiContribution } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";

/** One page of a list on an author's page, as the site gave it; only the list it is of has something in it. */
export interface ProfilePage {
  /** Of the page: site, user, list and where it begins. */
  readonly reference: string;
  readonly sequences: readonly SequenceEntry[];
  readonly wikiContributions: readonly WikiContribution[];
  /** The comments themselves are records of their own. */
  readonly comments: readonly Reference<"comment">[];
  readonly next: string | undefined;
}
