import type { Comment } from "../../forum/comment.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { GuildSettings } from "../../store/settings.ts";
import { isMuted } from "../plan.ts";

/** What is to become of a comment in a thread. */
export type CommentFate =
  /** Its messages show it, or say what became of it. */
  | { readonly kind: "show"; readonly comment: Comment }
  /** Its messages go. */
  | { readonly kind: "take-down" }
  /** Nothing more of it is sent; what stands there stays as it is. */
  | { readonly kind: "forget-unsent" };

export interface Circumstances {
  /** Whether the comment now stands where the thread shows nothing from. */
  readonly isElsewhere: boolean;
  /** Whether no running follow wants it. */
  readonly isUnwanted: boolean;
  readonly settings: Pick<GuildSettings, "deletions" | "mutedAuthors">;
}

/**
 * Decides by what is known of a comment and by how far its delivery came.
 * @param comment `undefined` when the site does not have it and the archive has lost it
 */
export function fateOf(
  comment: Comment | undefined,
  row: Pick<LedgerRow, "part" | "messageId">,
  { isElsewhere, isUnwanted, settings }: Circumstances,
): CommentFate {
  // Nothing can be said of what the site does not have and the archive has lost.
  if (comment === undefined || comment.visibility === "withheld") return { kind: "take-down" };
  if (
    (comment.visibility === "hidden" && row.messageId === undefined) ||
    (isUnsent(row) && (isElsewhere || isUnwanted)) ||
    (isUnsent(row) && isMuted(comment, settings.mutedAuthors))
  ) {
    // Gone or unwanted between being seen and being sent: there is nothing to show.
    return { kind: "forget-unsent" };
  }
  if ((isElsewhere || comment.visibility !== "visible") && settings.deletions === "remove")
    return { kind: "take-down" };
  return { kind: "show", comment };
}

/** Whether nothing of a comment has been sent, by the row that its delivery begins with. */
export function isUnsent({ part, messageId }: Pick<LedgerRow, "part" | "messageId">): boolean {
  return part === 0 && messageId === undefined;
}
