import type { SequenceEntry, WikiContribution } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";

/** One page of a list on an author's page, as the site returned it. Only the field for that list has entries. */
export interface ProfilePage {
  /** Identifies the page: site, user, list and where it begins. */
  readonly reference: string;
  readonly sequences: readonly SequenceEntry[];
  readonly wikiContributions: readonly WikiContribution[];
  /** References only; the comments themselves are separate records. */
  readonly comments: readonly Reference<"comment">[];
  readonly next: string | undefined;
}
