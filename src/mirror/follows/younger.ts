import { isSince, type Posted } from "../../forum/order.ts";
import type { Follow } from "../../store/follow.ts";

/**
 * Returns whether a newly found post or comment is younger than the follow; one without a date counts as younger. If the follow
 * is dated in the future, the clock was set back since, and everything counts as younger.
 */
export function isNewSince(follow: Follow, subject: Posted, nowMs: number): boolean {
  return isSince(subject, follow.createdAtMs) || follow.createdAtMs > nowMs;
}

/** Returns whether something is dated after the follow began. */
export function isYounger({ createdAtMs }: Pick<Follow, "createdAtMs">, { postedAtMs }: Posted): boolean {
  return postedAtMs !== undefined && postedAtMs >= createdAtMs;
}
