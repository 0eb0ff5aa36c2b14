import type { Reference } from "../forum/reference.ts";

/** What an address, an id or a name can lead to; `writing` is a post or a comment where only the site knows which of the two. */
export type LinkKind = "post" | "comment" | "writing" | "user" | "sequence" | "tag" | "discussion" | "site";

/** What an address, an id or a name means, before the site is asked whether it exists. */
export type Link =
  | LinkTo<"post", Reference<"post">>
  | LinkTo<"comment", Reference<"comment">>
  | LinkTo<"writing", never>
  | UserLink
  | LinkTo<"sequence", Reference<"sequence">>
  | LinkTo<"tag" | "discussion", Reference<"tag">>
  | LinkTo<"site", never>;

/** `handle` is the name in the address or, if that has an id alone, the id. */
export interface UserLink extends LinkTo<"user", Reference<"user">> {
  readonly handle: string;
}

interface LinkTo<K extends LinkKind, R extends Reference> {
  readonly kind: K;
  /** `undefined` where the address holds no id, so that only the site can tell. */
  readonly reference: R | undefined;
  /** How to find it. Its source alone understands this; equal for addresses that differ in nothing that matters. */
  readonly lookup: string;
}
