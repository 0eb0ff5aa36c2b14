import type { OrderBy } from "./order.ts";

/** The site that answers, as far as it changes what its lists hold. */
export interface ViewSite {
  /** `current` understands time windows on comments; `fork` ignores them. */
  readonly hasCommentWindows: boolean;
  /** The Alignment Forum lists only what is on it. */
  readonly isAlignmentOnly: boolean;
  /** Comments by unreviewed authors since then are not listed. */
  readonly hidesUnreviewedSince: string | undefined;
}

export type Terms = Readonly<Record<string, unknown>>;

export interface View<T> {
  readonly matches: (record: T) => boolean;
  /** Which records a visitor may read; the others are left out after the limit is applied. By default all. */
  readonly isAccessible?: (record: T) => boolean;
  readonly order: OrderBy;
  readonly defaultLimit: number | undefined;
}
