import type { OrderBy } from "./order.ts";

/** The answering site, with the facts that change its lists. */
export interface ViewSite {
  /** `current` understands time windows on comments; `fork` ignores them. */
  readonly hasCommentWindows: boolean;
  /** The Alignment Forum lists only what is on it. */
  readonly isAlignmentOnly: boolean;
  /** Comments by unreviewed authors after this moment are not listed. */
  readonly hidesUnreviewedSince: string | undefined;
}

export type Terms = Readonly<Record<string, unknown>>;

export interface View<T> {
  readonly matches: (record: T) => boolean;
  /** Returns whether a visitor may read a record; others are left out after the limit is applied. By default all are readable. */
  readonly isAccessible?: (record: T) => boolean;
  readonly order: OrderBy;
  readonly defaultLimit: number | undefined;
}
