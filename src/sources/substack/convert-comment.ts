import { noBody } from "../../forum/body.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Site } from "../../forum/site.ts";
import { bareComment } from "../bare-records.ts";
import { toAuthor } from "./convert-author.ts";
import { toBody } from "./convert-body.ts";
import { commentReference, postReference } from "./ids.ts";
import { likesOf } from "./likes.ts";
import { momentOf } from "./moment.ts";
import { commentPath } from "./paths.ts";
import type { RawPost } from "./records.ts";
import { visibilityOf } from "./state.ts";
import type { TreeNode } from "./tree.ts";

/** Converts a comment; one that visitors cannot read keeps only its place. */
export function toComment({ node, parentId, rootId }: TreeNode, post: RawPost, site: Site): Comment {
  const visibility = visibilityOf(node);
  const isVisible = visibility === "visible";
  const reference = (comment: number) => commentReference(site, { post: post.id, comment });
  const { id } = node;
  return {
    ...bareComment,
    reference: reference(id),
    thread: postReference(site, post.id),
    parent: parentId === undefined ? undefined : reference(parentId),
    root: rootId === undefined ? undefined : reference(rootId),
    author: isVisible ? toAuthor({ ...node, id: node.user_id }, site) : undefined,
    postedAtMs: momentOf(node.date),
    editedAtMs: momentOf(node.edited_at) ?? momentOf(node.date),
    body: isVisible ? toBody(node) : noBody,
    scores: isVisible ? likesOf(node, site) : {},
    visibility,
    isPinned: isVisible && typeof node.pinned_by_user_id === "number",
    shownOn: [site.name],
    path: commentPath(post.slug, id),
    parentPath: parentId === undefined ? undefined : commentPath(post.slug, parentId),
  };
}
