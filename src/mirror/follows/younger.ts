import type { Post } from "../../forum/post.ts";
import type { Follow } from "../../store/follows.ts";

/** Tells whether a post or comment is younger than the follow. A follow dated in the future was noted before the clock was set back. */
export function isNewSince(follow: Follow, subject: Pick<Post, "postedAtMs">, nowMs: number): boolean {
  return isYounger(follow, subject) || follow.createdAtMs > nowMs;
}

export function isYounger(
  { createdAtMs }: Pick<Follow, "createdAtMs">,
  { postedAtMs }: Pick<Post, "postedAtMs">,
): boolean {
  return postedAtMs >= createdAtMs;
}
