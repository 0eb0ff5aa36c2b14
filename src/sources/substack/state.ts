import type { Visibility } from "../../forum/comment.ts";
import type { RawNode, RawPost } from "./records.ts";

/** Returns what visitors see of a comment. A status that is not known hides it. */
export function visibilityOf({ deleted, status, suppressed, body, body_json }: RawNode): Visibility {
  if (deleted || status === "moderator_removed") return "deleted";
  const hasWords = typeof body === "string" || (typeof body_json === "object" && body_json !== null);
  return hasWords && !suppressed && (status ?? "published") === "published" ? "visible" : "hidden";
}

/** Visitors see no more than a preview of other posts, and none of the comments. */
export function isPublic({ audience }: Pick<RawPost, "audience">): boolean {
  return (audience ?? "everyone") === "everyone";
}
