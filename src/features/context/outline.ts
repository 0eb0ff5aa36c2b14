/** A stretch of ancestors to show, or a gap with the number of those left out. */
type OutlineItem<T> =
  | { readonly kind: "one"; readonly value: T }
  | { readonly kind: "gap"; readonly where: "above" | "between" | "below"; readonly count: number };

export interface Outline<T> {
  readonly items: readonly OutlineItem<T>[];
  /** True if the next page shows ancestors further up. */
  readonly hasMore: boolean;
}

/** Up to this many ancestors are shown without a gap. */
const mostWhole = 6;
const shownAbove = 2;
const shownBelow = 3;
const outlinePageLength = 6;

/**
 * Chooses which of many ancestors to show.
 * @param ancestors from the top down
 * @param page 0 shows both ends without the middle; each page from 1 shows one stretch, starting with the nearest
 */
export function outline<T>(ancestors: readonly T[], page: number): Outline<T> {
  const all = ancestors.map((value) => ({ kind: "one", value }) as const);
  if (all.length <= mostWhole) return { items: all, hasMore: false };
  if (page <= 0) {
    const count = all.length - shownAbove - shownBelow;
    const gap = { kind: "gap", where: "between", count } as const;
    return { items: [...all.slice(0, shownAbove), gap, ...all.slice(-shownBelow)], hasMore: true };
  }
  const pages = Math.ceil(all.length / outlinePageLength);
  const end = all.length - (Math.min(page, pages) - 1) * outlinePageLength;
  const start = Math.max(0, end - outlinePageLength);
  return {
    items: [...gapOf("above", start), ...all.slice(start, end), ...gapOf("below", all.length - end)],
    hasMore: start > 0,
  };
}

function gapOf(where: "above" | "below", count: number) {
  return count > 0 ? [{ kind: "gap", where, count } as const] : [];
}
