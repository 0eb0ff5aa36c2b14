import type { Comment } from "../../forum/comment.ts";
import type { Completeness, Thread } from "../../forum/post.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { RequestOptions, Subtree } from "../source.ts";
import { toComment } from "./convert-comment.ts";
import { toPost } from "./convert-post.ts";
import { commentId, commentReference, postId } from "./ids.ts";
import { readPostById } from "./read-post.ts";
import type { Reading } from "./reading.ts";
import type { RawPost } from "./records.ts";
import { isPublic, visibilityOf } from "./state.ts";
import { readTree, type Tree } from "./tree.ts";

/** Reads a post with its comments; `undefined` if visitors may not see them. */
export async function readThread(
  reading: Reading,
  thread: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  if (!isReferenceTo(thread, "post")) return undefined;
  const post = await readPostById(reading, postId(thread), request);
  if (post === undefined || !isPublic(post)) return undefined;
  const tree = await readTree(reading, post.id, request);
  if (tree === undefined) return undefined;
  const comments = commentsOf(tree, post, reading);
  const completeness = completenessOf(tree, post, comments);
  const commentCount = completeness.kind === "partial" ? completeness.total : comments.length;
  return {
    post: { ...toPost(post, reading.site), commentCount },
    comments,
    completeness,
    unreadable: unreadableOf(tree, post, reading),
    isCountedEmpty: post.comment_count === 0 && tree.nodes.length === 0,
  };
}

/** Reads a comment with everything below it, for which all comments on the post must be read. */
export async function readSubtree(
  reading: Reading,
  comment: Reference<"comment">,
  request: RequestOptions,
): Promise<Subtree | undefined> {
  const { post: postNumber, comment: id } = commentId(comment);
  const post = await readPostById(reading, postNumber, request);
  if (post === undefined || !isPublic(post)) return undefined;
  const tree = await readTree(reading, post.id, request);
  const top = tree?.nodes.find(({ node }) => node.id === id);
  if (tree === undefined || top === undefined || visibilityOf(top.node) === "hidden") return undefined;
  const inside = new Set([id]);
  for (const { node, parentId } of tree.nodes)
    if (parentId !== undefined && inside.has(parentId)) inside.add(node.id);
  const nodes = tree.nodes.filter(({ node }) => inside.has(node.id));
  const isComplete = completenessOf(tree, post, commentsOf(tree, post, reading)).kind === "complete";
  return {
    comments: commentsOf({ nodes }, post, reading),
    completeness: { kind: isComplete ? "complete" : "window" },
    unreadable: unreadableOf(tree, post, reading),
  };
}

/** Leaves out comments that are hidden; the answers to them stay. */
function commentsOf({ nodes }: Pick<Tree, "nodes">, post: RawPost, { site }: Reading): readonly Comment[] {
  return nodes.map((node) => toComment(node, post, site)).filter(({ visibility }) => visibility !== "hidden");
}

/**
 * Compares what was served with what the publication counts, which leaves out comments that visitors cannot read. Some publications
 * serve visitors no comments at all.
 */
export function completenessOf(
  { nodes, isWhole }: Tree,
  { comment_count }: RawPost,
  comments: readonly Comment[],
): Completeness {
  const readable = nodes.filter(({ node }) => visibilityOf(node) === "visible").length;
  const lacking = (comment_count ?? 0) - readable;
  if (lacking > 0) return { kind: "partial", total: comments.length + lacking };
  return { kind: isWhole ? "complete" : "window" };
}

function unreadableOf({ broken }: Tree, { id: post }: RawPost, { site }: Reading): Reference<"comment">[] {
  return broken.map((comment) => commentReference(site, { post, comment }));
}
