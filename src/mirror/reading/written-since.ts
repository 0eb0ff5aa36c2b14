import type { Comment } from "../../forum/comment.ts";
import { byAge } from "../../forum/order.ts";
import type { Follow } from "../../store/follow.ts";
import { isYounger } from "../follows/younger.ts";
import type { Listed } from "./listed.ts";

/**
 * Lists the comments written since a follow began. Those without a date follow in the site's order: they are new if they stand after a comment
 * that is, or beyond the number of comments that the post had when the follow was added.
 */
export function writtenSince(follow: Follow, { comments, completeness }: Listed): ReadonlySet<Comment> {
  const inOrder = comments.filter(({ visibility }) => visibility === "visible").sort(byAge);
  const total = completeness.kind === "partial" ? completeness.total : inOrder.length;
  const added = completeness.kind === "window" ? 0 : Math.max(0, total - (follow.commentsBefore ?? total));
  const firstYounger = inOrder.findIndex((comment) => isYounger(follow, comment));
  const firstNew = Math.min(
    inOrder.length - added,
    firstYounger === -1 ? Number.POSITIVE_INFINITY : firstYounger,
  );
  return new Set(
    inOrder.filter(
      (comment, index) =>
        isYounger(follow, comment) || (comment.postedAtMs === undefined && index >= firstNew),
    ),
  );
}
