import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { formatReference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { CommentBatch } from "../source.ts";
import { toComment } from "./convert-comment.ts";
import { toPost, toWikiPage } from "./convert-post.ts";
import type { RawList, RawPlacedComment } from "./records.ts";

/** Returns the post or wiki page of a comment, as listings return it; `undefined` if it may not be shown or could not be read. */
export function threadOf(raw: RawPlacedComment, site: Site): Post | undefined {
  const thread = raw.post
    ? toPost(raw.post, site)
    : raw.tag && raw.postId === null
      ? { ...toWikiPage(raw.tag, site), opening: undefined }
      : undefined;
  return thread?.visibility === "visible" ? thread : undefined;
}

/**
 * Converts a comment with its post. A comment on a post that went back to drafts still arrives, without its post; it is as hidden
 * as the post.
 */
export function placed(raw: RawPlacedComment, site: Site, isListed: boolean): Comment | undefined {
  const isUnreadable = (raw.postId === null ? raw.tag : raw.post) === undefined;
  const isOnHiddenPost = !isUnreadable && threadOf(raw, site) === undefined;
  return toComment(raw, site, { isListed, isOnHiddenPost });
}

/** Collects the comments of a list with their threads and the visible comments they answer, each record once. */
export function toBatch({ results, unreadable }: RawList<RawPlacedComment>, site: Site): CommentBatch {
  const comments = new Map<string, Comment>();
  const threads = new Map<string, Post>();
  const parents = new Map<string, Comment>();
  for (const record of results) {
    const comment = placed(record, site, true);
    const thread = threadOf(record, site);
    if (comment === undefined || comment.visibility === "hidden") continue;
    comments.set(comment.reference, comment);
    if (thread !== undefined) threads.set(thread.reference, thread);
    const parent = record.parentComment && toComment(record.parentComment, site, { isListed: false });
    if (parent?.visibility === "visible") parents.set(parent.reference, parent);
  }
  return {
    comments: [...comments.values()],
    threads: [...threads.values()],
    parents: [...parents.values()],
    unreadable: unreadable.flatMap((id) => (id === "" ? [] : formatReference(site.database, "comment", id))),
    isComplete: !unreadable.includes(""),
  };
}
