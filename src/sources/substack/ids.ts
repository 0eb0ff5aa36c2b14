import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";

/** A comment can only be read together with all others on its post, so its reference names both. */
export interface CommentId {
  readonly post: number;
  readonly comment: number;
}

/** Two ids of nine digits are too long for a reference; in this base they are not, up to two million million. */
const base = 36;

export function postReference({ database }: Pick<Site, "database">, id: number): Reference<"post"> {
  return formatReference(database, "post", String(id));
}

export function postId(post: Reference<"post" | "tag">): number {
  return Number(referenceId(post));
}

export function commentReference(
  { database }: Pick<Site, "database">,
  { post, comment }: CommentId,
): Reference<"comment"> {
  return formatReference(database, "comment", `${post.toString(base)}-${comment.toString(base)}`);
}

export function commentId(reference: Reference<"comment">): CommentId {
  const [post = "", comment = ""] = referenceId(reference).split("-");
  return { post: Number.parseInt(post, base), comment: Number.parseInt(comment, base) };
}
