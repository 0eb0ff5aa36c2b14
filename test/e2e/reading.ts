import type { LoopbackThread } from "../../playground/discord/driver/thread.ts";
import type { LoopbackForum } from "../../playground/forum/loopback-forum.ts";
import type { CommentRecord } from "../../playground/forum/records.ts";

/** Ids of the comments that a forum post shows, in the order of their messages: every comment's last part ends with its permalink. */
export function mirroredIds(thread: LoopbackThread): readonly string[] {
  return thread.messages.flatMap(({ content }) => {
    const closing = content.split("\n").at(-1) ?? "";
    const id = /^-# .*[?&]commentId=([A-Za-z0-9]{17})/.exec(closing)?.[1];
    return id === undefined ? [] : [id];
  });
}

/** What a visitor may see on a post, in the order of reading; written without a look at the bot's own ordering. */
export function visibleIds(forum: LoopbackForum, database: string, postId: string): readonly string[] {
  const comments = [...forum.database(database).comments.values()].filter(
    (comment) => comment.postId === postId && isVisible(comment),
  );
  const ids = new Set(comments.map((comment) => comment._id));
  const under = (parent: string | null): readonly string[] =>
    comments
      .filter(({ parentCommentId }) => (ids.has(parentCommentId ?? "") ? parentCommentId : null) === parent)
      .sort((a, b) => Date.parse(a.postedAt) - Date.parse(b.postedAt) || (a._id < b._id ? -1 : 1))
      .flatMap((comment) => [comment._id, ...under(comment._id)]);
  return under(null);
}

function isVisible(comment: CommentRecord): boolean {
  return (
    !comment.deleted &&
    !comment.rejected &&
    !comment.draft &&
    !comment.authorIsUnreviewed &&
    !comment.debateResponse
  );
}
