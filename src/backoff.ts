/** The first and the longest wait before something that failed is tried again. */
export interface Waits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Doubles the wait with every failure in a row; `earlier` counts those before the latest. */
export function backoffMs({ firstMs, longestMs }: Waits, earlier: number): number {
  return Math.min(longestMs, firstMs * 2 ** earlier);
}

/** Returns between half of the wait and all of it, so that failures of one moment are not all retried at one moment. */
export function jittered(ms: number, random: () => number): number {
  return ms * (0.5 + random() / 2);
}
