import type { Comment } from "../../forum/comment.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { GuildSettings } from "../../store/settings.ts";
import { isMuted } from "../plan.ts";

/** The next step for a comment in a thread. */
export type CommentFate =
  /** Its messages show it, or say what happened to it. */
  | { readonly kind: "show"; readonly comment: Comment }
  /** Its messages are deleted. */
  | { readonly kind: "take-down" }
  /** Nothing more is sent; messages already sent stay as they are. */
  | { readonly kind: "forget-unsent" };

export interface Circumstances {
  /** True if the comment has moved out of the part of the site that the thread shows. */
  readonly isElsewhere: boolean;
  /** True if no running follow wants it. */
  readonly isUnwanted: boolean;
  readonly settings: Pick<GuildSettings, "deletions" | "mutedAuthors">;
}

/**
 * Decides from the comment's state and the progress of its delivery.
 * @param comment `undefined` if the site does not have it and the archive has lost it
 */
export function fateOf(
  comment: Comment | undefined,
  row: Pick<LedgerRow, "part" | "messageId">,
  { isElsewhere, isUnwanted, settings }: Circumstances,
): CommentFate {
  // If neither the site nor the archive has the comment, the bot cannot keep its messages right.
  if (comment === undefined || comment.visibility === "withheld") return { kind: "take-down" };
  if (
    (comment.visibility === "hidden" && row.messageId === undefined) ||
    (isUnsent(row) && (isElsewhere || isUnwanted)) ||
    (isUnsent(row) && isMuted(comment, settings.mutedAuthors))
  ) {
    // Gone or unwanted before it was sent, so there is nothing to show.
    return { kind: "forget-unsent" };
  }
  if ((isElsewhere || comment.visibility !== "visible") && settings.deletions === "remove")
    return { kind: "take-down" };
  return { kind: "show", comment };
}

/** Says, from a delivery's first row, whether nothing of the comment has been sent. */
export function isUnsent({ part, messageId }: Pick<LedgerRow, "part" | "messageId">): boolean {
  return part === 0 && messageId === undefined;
}
