import type { Comment } from "../../../src/forum/comment.ts";
import { commentOf } from "../../mirror/comment.ts";

export const dayMs = 24 * 3600 * 1000;
export const startMs = Date.UTC(2024, 0, 1);

/** Makes a comment with this text. */
export function text(id: string, html: string, fields: Partial<Comment> = {}): Comment {
  return commentOf(id, { html, ...fields });
}
