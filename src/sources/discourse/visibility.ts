import type { Visibility } from "../../forum/comment.ts";
import type { RawPost } from "./records.ts";

const postTypes: readonly number[] = [1, 2];

/** Returns whether people wrote a post for everyone. Notices of the forum and whispers among staff are not such posts. */
function isWritten({ post_type }: Pick<RawPost, "post_type">): boolean {
  return postTypes.includes(post_type);
}

/** Returns whether a post is an answer in a topic: the first post is the topic itself. */
export function isComment(post: RawPost): boolean {
  return isWritten(post) && post.post_number > 1;
}

/**
 * Decides by fields alone what a visitor sees: the words in place of a hidden or deleted post depend on the language of the forum.
 * A post that its author deleted stays for about a day.
 */
export function visibilityOf(post: RawPost): Visibility {
  const isGone = post.deleted_at !== null && post.deleted_at !== undefined;
  if (isGone || post.hidden === true || !isWritten(post)) return "hidden";
  return post.user_deleted === true ? "deleted" : "visible";
}
