import { isSince, type Posted } from "../../forum/order.ts";
import type { Follow } from "../../store/follows.ts";

/** Tells whether a post or comment that turns up is younger than the follow: one without a date is. A follow dated in the future was noted before the clock was set back. */
export function isNewSince(follow: Follow, subject: Posted, nowMs: number): boolean {
  return isSince(subject, follow.createdAtMs) || follow.createdAtMs > nowMs;
}

/** Tells whether its date is after the beginning of the follow. */
export function isYounger({ createdAtMs }: Pick<Follow, "createdAtMs">, { postedAtMs }: Posted): boolean {
  return postedAtMs !== undefined && postedAtMs >= createdAtMs;
}
