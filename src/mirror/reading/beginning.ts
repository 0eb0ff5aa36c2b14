import type { Comment } from "../../forum/comment.ts";
import { earliestMs } from "../../forum/order.ts";
import type { Completeness } from "../../forum/post.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import { isYounger } from "../follows/younger.ts";
import type { Listed } from "./listed.ts";

/** Number of comments that a user's page begins with, unless the follow says otherwise. */
export const userBackfill = 50;

/** How far back a thread goes. */
export interface Beginning {
  /** The oldest moment mirrored, so that a comment left out today does not turn up in a later sweep. */
  readonly floorMs: number;
  /** Number of older comments left out; `undefined` if they have not been counted. */
  readonly leftOut: number | undefined;
}

/**
 * Decides at the first reading how far back a thread goes: `backfill` counts comments from before the follow began. Later comments and those
 * without a date are always mirrored.
 * @param isPassed whether the follow's filters let a comment through
 */
export function beginningOf(
  follow: Follow,
  thread: Pick<MirroredThread, "subject">,
  { comments, completeness }: Listed,
  isPassed: (comment: Comment) => boolean,
): Beginning {
  const isMember = ["sequence", "tag", "site"].includes(follow.target.kind);
  const wanted = isReferenceTo(thread.subject, "user") ? (follow.backfill ?? userBackfill) : follow.backfill;
  if (isMember || wanted === undefined) return { floorMs: 0, leftOut: unreadIn(completeness, comments) };
  const past = comments
    .filter((comment) => comment.visibility === "visible" && isPassed(comment) && !isYounger(follow, comment))
    .flatMap(({ postedAtMs }) => postedAtMs ?? [])
    .sort((a, b) => b - a);
  const isWhole = completeness.kind === "complete";
  const leftOut = isWhole ? Math.max(0, past.length - wanted) : undefined;
  // Uses the site's clock if it is behind ours: what comes next must be mirrored.
  if (wanted === 0) return { floorMs: (past[0] ?? follow.createdAtMs - 1) + 1, leftOut };
  if (leftOut === 0) return { floorMs: 0, leftOut };
  const oldestRead = Math.min(follow.createdAtMs, earliestMs(comments) ?? follow.createdAtMs);
  return { floorMs: past[wanted - 1] ?? oldestRead, leftOut };
}

/** Counts the comments that the site has but did not serve; `undefined` if unknown. */
function unreadIn(completeness: Completeness, { length }: readonly Comment[]): number | undefined {
  if (completeness.kind === "complete") return 0;
  return completeness.kind === "partial" ? Math.max(0, completeness.total - length) : undefined;
}
