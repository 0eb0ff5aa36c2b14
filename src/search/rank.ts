import type { Hit } from "./matches.ts";

const yearMs = 365.25 * 24 * 3600 * 1000;
const dayMs = 24 * 3600 * 1000;
/** A comment of up to this many characters is unlikely to be about many things at once. */
const shortLength = 400;

/**
 * Blends match, score and recency. The result never depends on when it is asked for, so pages fit together. Words side by side
 * count as much as a score of sixteen against one of zero; so do thirteen years.
 */
export function rankOf(hit: Hit, isInOrder: boolean): number {
  const match = (isInOrder ? 4 : 0) - 0.35 * Math.log2(Math.max(1, hit.length / shortLength));
  return Math.round(1000 * (match + approval(hit.score) + (0.3 * hit.posted_ms) / yearMs));
}

/**
 * Ranks choices while someone types: recency counts more.
 * @param nowMs when the newest choice was posted
 */
export function rankChoice(hit: Hit, nowMs: number): number {
  return approval(hit.score) - 1.5 * Math.log2(1 + Math.max(0, nowMs - hit.posted_ms) / dayMs);
}

function approval(score: number | null): number {
  return Math.sign(score ?? 0) * Math.log2(1 + Math.abs(score ?? 0));
}
