import { ForumAdder } from "./adder.ts";
import { contentsOf } from "./new-records.ts";
import type { CommentRecord, PostRecord, UserRecord } from "./records.ts";
import type { Refusal } from "./refusals.ts";

/** Changes the content of a forum while it runs, as its authors and moderators would. */
export class ForumEditor extends ForumAdder {
  editComment(id: string, html: string, markdown = ""): void {
    this.changeComment(id, (comment) => {
      const minor = Number(comment.contents?.version.split(".")[1] ?? 0) + 1;
      comment.contents = contentsOf(html, this.moment(), markdown, `1.${minor}.0`);
      comment.lastEditedAt = this.moment();
    });
  }

  /** Deletes a comment. Public deletion leaves a tombstone in lists; the other kind leaves nothing. */
  deleteComment(
    id: string,
    { isPublic = false, reason = null }: { isPublic?: boolean; reason?: string | null } = {},
  ): void {
    const comment = this.#comment(id);
    Object.assign(comment, { deleted: true, deletedPublic: isPublic, deletedReason: reason });
    comment.deletedDate = this.moment();
    this.tell({ kind: "comment-deleted", commentId: id });
  }

  undeleteComment(id: string): void {
    this.changeComment(id, (comment) => Object.assign(comment, { deleted: false, deletedPublic: false }));
  }

  retract(id: string): void {
    this.changeComment(id, (comment) => {
      comment.retracted = true;
    });
  }

  reject(id: string): void {
    this.changeComment(id, (comment) => {
      comment.rejected = true;
    });
  }

  /** Approves a comment by a new author; its dates stay as they are. */
  approve(id: string): void {
    this.changeComment(id, (comment) =>
      Object.assign(comment, { authorIsUnreviewed: false, rejected: false }),
    );
  }

  setScore(id: string, baseScore: number, agreement?: number): void {
    this.changeComment(id, (comment) => {
      Object.assign(comment, { baseScore, score: baseScore, voteCount: comment.voteCount + 1 });
      if (agreement !== undefined) comment.extendedScore = { ...comment.extendedScore, agreement };
    });
  }

  /** Moves a comment, with everything below it, under another parent or to the top of a post. */
  moveComment(id: string, to: { readonly parentCommentId: string } | { readonly postId: string }): void {
    this.changeComment(id, (comment) => {
      const database = this.databaseOf(id).records;
      Object.assign(comment, { parentCommentId: null, topLevelCommentId: null, parentAnswerId: null }, to);
      const settle = (moved: CommentRecord): void => {
        database.place(moved);
        for (const child of database.children(moved._id)) settle(child);
      };
      settle(comment);
    });
  }

  changeComment(id: string, change: (comment: CommentRecord) => void): void {
    change(this.#comment(id));
    this.tell({ kind: "comment-changed", commentId: id });
  }

  changePost(id: string, change: (post: PostRecord) => void): void {
    const post = this.databaseOf(id).records.posts.get(id);
    if (post === undefined) throw new Error(`no post ${id}`);
    change(post);
    this.tell({ kind: "post-changed", postId: id });
  }

  /** Closes a post to new comments, or reopens it. */
  lockPost(id: string, isLocked = true): void {
    this.changePost(id, (post) => {
      post.commentsLocked = isLocked;
    });
  }

  deletePost(id: string): void {
    this.databaseOf(id).records.posts.delete(id);
    this.tell({ kind: "post-deleted", postId: id });
  }

  /** Stops serving a record: lists leave it out after their limit, and a request by its id is refused in these words. */
  refuse(id: string, refusal: Refusal): void {
    this.databaseOf(id).records.refusals.refuse(id, refusal);
  }

  /** Makes the server fail at a field of a record. */
  failField(id: string, field: string, refusal: Refusal): void {
    this.databaseOf(id).records.refusals.failField(id, field, refusal);
  }

  /** Undoes `refuse` and `failField`. */
  allow(id: string): void {
    this.databaseOf(id).records.refusals.allow(id);
  }

  renameUser(id: string, displayName: string, slug: string): void {
    this.changeUser(id, (user) => {
      user.oldSlugs.push(user.slug);
      Object.assign(user, { displayName, slug });
    });
  }

  changeUser(id: string, change: (user: UserRecord) => void): void {
    const user = this.databaseOf(id).records.users.get(id);
    if (user === undefined) throw new Error(`no user ${id}`);
    change(user);
    this.tell({ kind: "user-changed", userId: id });
  }

  #comment(id: string): CommentRecord {
    const comment = this.databaseOf(id).records.comments.get(id);
    if (comment === undefined) throw new Error(`no comment ${id}`);
    return comment;
  }
}
