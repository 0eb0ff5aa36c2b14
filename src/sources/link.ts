import type { Reference } from "../forum/reference.ts";

/**
 * The kinds of things that an address, an id or a name can lead to. `writing` is a post or a comment, if only the site knows which;
 * its reference is the one that it has if it is a comment.
 */
export type LinkKind = "post" | "comment" | "writing" | "user" | "sequence" | "tag" | "discussion" | "site";

/** The meaning of an address, an id or a name, before the site has been asked whether the record exists. */
export type Link =
  | LinkTo<"post", Reference<"post">>
  | LinkTo<"comment", Reference<"comment">>
  | LinkTo<"writing", Reference<"comment">>
  | UserLink
  | LinkTo<"sequence", Reference<"sequence">>
  | LinkTo<"tag" | "discussion", Reference<"tag">>
  | LinkTo<"site", never>;

/** A link to a user. `handle` is the name in the address or, if the address has only an id, that id. */
export interface UserLink extends LinkTo<"user", Reference<"user">> {
  readonly handle: string;
}

interface LinkTo<K extends LinkKind, R extends Reference> {
  readonly kind: K;
  /** `undefined` if the address contains no id, so only the site knows the record. */
  readonly reference: R | undefined;
  /** Tells the source how to find the record; opaque to everyone else. Addresses that mean the same have the same lookup. */
  readonly lookup: string;
}
