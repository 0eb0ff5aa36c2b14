/** The first and the longest wait before something that failed is tried again. */
export interface Waits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Doubles the wait with every failure in a row; `earlier` counts those before the latest. */
export function backoffMs({ firstMs, longestMs }: Waits, earlier: number): number {
  return Math.min(longestMs, firstMs * 2 ** earlier);
}

/** Takes between half and all of a wait, so that what failed at one moment does not come back at one moment. */
export function jittered(ms: number, random: () => number): number {
  return ms * (0.5 + random() / 2);
}
