import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import type { CommentBatch } from "../source.ts";
import type { RawPlacedComment } from "./answers.ts";
import { toComment } from "./convert-comment.ts";
import { toPost, toWikiPage } from "./convert-post.ts";

/** The post or wiki page a comment stands on, as listings give it; `undefined` when it may not be shown. */
export function threadOf(raw: RawPlacedComment, site: Site): Post | undefined {
  const thread =
    raw.post !== null
      ? toPost(raw.post, site)
      : raw.tag !== null && raw.postId === null
        ? { ...toWikiPage(raw.tag, site, 0), opening: undefined }
        : undefined;
  return thread?.visibility === "visible" ? thread : undefined;
}

/** A comment on a post that went back to the drafts still comes, without its post: it is as hidden as the post. */
export function placed(raw: RawPlacedComment, site: Site, isListed: boolean): Comment | undefined {
  return toComment(raw, site, { isListed, isOnHiddenPost: threadOf(raw, site) === undefined });
}

/** Comments of a list with their threads and the visible comments they answer, each record once. */
export function toBatch(raw: readonly RawPlacedComment[], site: Site): CommentBatch {
  const comments = new Map<string, Comment>();
  const threads = new Map<string, Post>();
  const parents = new Map<string, Comment>();
  for (const record of raw) {
    const comment = placed(record, site, true);
    const thread = threadOf(record, site);
    if (comment === undefined || thread === undefined || comment.visibility === "hidden") continue;
    comments.set(comment.reference, comment);
    threads.set(thread.reference, thread);
    const parent = record.parentComment && toComment(record.parentComment, site, { isListed: false });
    if (parent?.visibility === "visible") parents.set(parent.reference, parent);
  }
  return { comments: [...comments.values()], threads: [...threads.values()], parents: [...parents.values()] };
}
