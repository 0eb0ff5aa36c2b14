import type { Comment } from "../../forum/comment.ts";
import type { Missing, RequestOptions } from "../source.ts";
import { toComment } from "./convert-comment.ts";
import { completenessOf } from "./read-thread.ts";
import type { Reading } from "./reading.ts";
import type { RawPost } from "./records.ts";
import { isPublic, visibilityOf } from "./state.ts";
import { readTree } from "./tree.ts";

/**
 * Looks for a comment among those on its post, since none can be asked for alone. One that is missing is gone only if all were
 * served.
 */
export async function readCommentOn(
  reading: Reading,
  { post, id }: { readonly post: RawPost; readonly id: number },
  request: RequestOptions,
): Promise<Comment | Missing> {
  if (!isPublic(post)) return "not-public";
  const tree = await readTree(reading, post.id, request);
  if (tree === undefined) return "gone";
  const found = tree.nodes.find(({ node }) => node.id === id);
  if (found !== undefined)
    return visibilityOf(found.node) === "hidden" ? "not-public" : toComment(found, post, reading.site);
  if (tree.held.has(id)) return "not-public";
  return completenessOf(tree, post, []).kind === "complete" ? "gone" : "unknown";
}
