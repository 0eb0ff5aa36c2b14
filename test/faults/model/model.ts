/** A comment as the site has it, and what the mirror must have made of it. */
export interface ModelComment {
  readonly id: string;
  readonly number: number;
  revision: number;
  isHidden: boolean;
  /** Changed in a way that polls do not tell. */
  isUnswept: boolean;
  isRetracted: boolean;
  /** Whether the mirror has shown it; a crash leaves that open. */
  isShown: boolean | "maybe";
  /** Whether a crash came while it was being sent: deleted before that is settled, its message is sent again. */
  wasInterrupted: boolean;
  /** Whether a moderator deleted its message. */
  isRemoved: boolean;
}

/** What the forum post may show of a comment: the revision, a tombstone, or nothing. */
export function wanted(comment: ModelComment): readonly ("comment" | "tombstone" | "nothing")[] {
  if (comment.isRemoved) return ["nothing"];
  if (!comment.isHidden) return ["comment"];
  if (comment.isShown === "maybe") return ["tombstone", "nothing"];
  return comment.isShown ? ["tombstone"] : ["nothing"];
}
