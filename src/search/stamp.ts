import { createHash } from "node:crypto";
import type { Comment } from "../forum/comment.ts";

/** Turns any moment that a site gives into milliseconds that fit a column; 0 if unknown. */
export function wholeMs(ms = 0): number {
  return Number.isFinite(ms) ? Math.round(Math.min(Math.max(ms, 0), 8.64e15)) : 0;
}

export function wholeScore(score: number | undefined): number | null {
  return score === undefined || !Number.isFinite(score) ? null : Math.floor(score);
}

/** Makes a stamp of 48 bits from everything that is indexed of a comment, except the title of its post. */
export function stampOf(comment: Comment): number {
  const { reference, author, thread, postedAtMs, scores, shownOn, body } = comment;
  const facts = [
    reference,
    author?.reference,
    author?.handle,
    author?.name,
    thread,
    postedAtMs,
    scores,
    shownOn,
  ];
  const hash = createHash("sha1")
    .update(JSON.stringify(facts))
    .update(body.text)
    .update("\0")
    .update(body.markdown ?? "");
  return hash.digest().readUIntBE(0, 6);
}
