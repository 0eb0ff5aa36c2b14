/** A comment as the site has it, and the expected state of the mirror. */
export interface ModelComment {
  readonly id: string;
  readonly number: number;
  revision: number;
  isHidden: boolean;
  /** True after a change that polls do not report. */
  isUnswept: boolean;
  isRetracted: boolean;
  /** True once the mirror has shown it; a crash leaves that open. */
  isShown: boolean | "maybe";
  /** True if a crash came while it was being sent. If its message is deleted before that is settled, it is sent again. */
  wasInterrupted: boolean;
  /** True if a moderator deleted its message. */
  isRemoved: boolean;
}

/** Lists what the forum post may show of a comment: the revision, a tombstone, or nothing. */
export function wanted(comment: ModelComment): readonly ("comment" | "tombstone" | "nothing")[] {
  if (comment.isRemoved) return ["nothing"];
  if (!comment.isHidden) return ["comment"];
  if (comment.isShown === "maybe") return ["tombstone", "nothing"];
  return comment.isShown ? ["tombstone"] : ["nothing"];
}
