import type { Comment } from "../../forum/comment.ts";
import { byAge, earliestMs, type Floor } from "../../forum/order.ts";
import type { Completeness } from "../../forum/post.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { Listed } from "./listed.ts";
import { writtenSince } from "./written-since.ts";

/** Number of comments that a user's page begins with, unless the follow says otherwise. */
export const userBackfill = 50;

/** How far back a thread goes, so that a comment left out today does not turn up in a later sweep. */
export interface Beginning extends Floor {
  /** Number of older comments left out; `undefined` if they have not been counted. */
  readonly leftOut: number | undefined;
}

const everything: Floor = { floorMs: 0, floorPosition: undefined };

/**
 * Decides at the first reading how far back a thread goes: `backfill` counts comments from before the follow began. Later comments
 * are always mirrored, and so are comments without date and position.
 * @param isPassed says whether the follow's filters let a comment through
 */
export function beginningOf(
  follow: Follow,
  thread: Pick<MirroredThread, "subject">,
  listed: Listed,
  isPassed: (comment: Comment) => boolean,
): Beginning {
  const { comments, completeness } = listed;
  const isMember = ["sequence", "tag", "site"].includes(follow.target.kind);
  const wanted = isReferenceTo(thread.subject, "user") ? (follow.backfill ?? userBackfill) : follow.backfill;
  if (isMember || wanted === undefined) return { ...everything, leftOut: unreadIn(completeness, comments) };
  const since = writtenSince(follow, listed);
  const past = comments
    .filter((comment) => comment.visibility === "visible" && isPassed(comment) && !since.has(comment))
    .filter(({ position, postedAtMs }) => position !== undefined || postedAtMs !== undefined)
    .sort((a, b) => byAge(b, a));
  const isWhole = completeness.kind === "complete";
  const leftOut = isWhole ? Math.max(0, past.length - wanted) : undefined;
  if (wanted === 0) return { ...floorAfter(past, follow), leftOut };
  if (leftOut === 0) return { ...everything, leftOut };
  const oldest = past[wanted - 1];
  return { ...(oldest === undefined ? floorOf(comments, follow) : floorOf([oldest], follow)), leftOut };
}

/** Begins with the oldest of these. */
function floorOf(comments: readonly Comment[], { createdAtMs }: Follow): Floor {
  const positions = comments.flatMap(({ position }) => position ?? []);
  return {
    floorMs: Math.min(createdAtMs, earliestMs(comments) ?? createdAtMs),
    floorPosition: positions.length === 0 ? undefined : Math.min(...positions),
  };
}

/** Begins after the newest of these. Uses the site's clock if it is behind ours, because the next comment must be mirrored. */
function floorAfter([newest, ...older]: readonly Comment[], { createdAtMs }: Follow): Floor {
  const dated = [newest, ...older].find((comment) => comment?.postedAtMs !== undefined);
  return {
    floorMs: (dated?.postedAtMs ?? createdAtMs - 1) + 1,
    floorPosition: newest?.position === undefined ? undefined : newest.position + 1,
  };
}

/** Counts the comments that the site has but did not serve; `undefined` if unknown. */
function unreadIn(completeness: Completeness, { length }: readonly Comment[]): number | undefined {
  if (completeness.kind === "complete") return 0;
  return completeness.kind === "partial" ? Math.max(0, completeness.total - length) : undefined;
}
