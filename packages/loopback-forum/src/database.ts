import type {
  CommentRecord,
  PostRecord,
  RevisionRecord,
  SequenceRecord,
  TagRecord,
  UserRecord,
} from "./records.ts";
import { Refusals } from "./refusals.ts";

/** The content of one or more sites. LessWrong and the Alignment Forum share one. */
export class ForumDatabase {
  readonly posts = new Map<string, PostRecord>();
  readonly comments = new Map<string, CommentRecord>();
  readonly users = new Map<string, UserRecord>();
  readonly tags = new Map<string, TagRecord>();
  readonly sequences = new Map<string, SequenceRecord>();
  readonly revisions = new Map<string, RevisionRecord>();
  readonly refusals = new Refusals();

  /** Counts as the site does: answers are included; deleted, rejected, draft, debate and unreviewed ones are not. */
  countComments(postId: string, isAlignmentOnly = false): number {
    let count = 0;
    for (const comment of this.comments.values()) {
      const isCounted =
        comment.postId === postId &&
        !comment.deleted &&
        !comment.rejected &&
        !comment.draft &&
        !comment.debateResponse &&
        !comment.authorIsUnreviewed &&
        (!isAlignmentOnly || comment.af);
      if (isCounted) count += 1;
    }
    return count;
  }

  children(commentId: string): readonly CommentRecord[] {
    return [...this.comments.values()].filter((comment) => comment.parentCommentId === commentId);
  }

  /** Sets the fields that the server derives from a comment's place: thread, root, answer. */
  place(comment: CommentRecord): void {
    const parent = comment.parentCommentId === null ? undefined : this.comments.get(comment.parentCommentId);
    if (parent === undefined) return;
    comment.postId = parent.postId;
    comment.tagId = parent.tagId;
    comment.topLevelCommentId = parent.topLevelCommentId ?? parent._id;
    comment.parentAnswerId = parent.answer ? parent._id : parent.parentAnswerId;
  }
}
