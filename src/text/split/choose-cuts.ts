import type { CutPoint } from "./cut-points.ts";

/** Lengths in UTF-16 units, as Discord's limit counts them or less. */
export interface Limits {
  readonly first: number;
  readonly middle: number;
  readonly last: number;
  /** When the text is one part. */
  readonly only: number;
}

/** Whether the part between two cut points is what stands posted as part number `index` now. */
export type IsKept = (from: number, to: number, index: number) => boolean;

/** Each part that changes costs more than any bad boundary could. */
const changedPenalty = 100_000;

/**
 * Chooses the cuts: fewest parts first, then fewest parts that change, then the boundaries that readers mind least. Returns indexes of the
 * points that bound the parts, the first and last included, or `undefined` when some stretch has no place to be cut.
 *
 * Dynamic programming over (point, number of parts so far); both directions first find how few parts are possible, so that only
 * states on the way to the minimum are visited. Linear in the text, as a part reaches only so far.
 */
export function chooseCuts(
  points: readonly CutPoint[],
  limits: Limits,
  isKept: IsKept | undefined,
): readonly number[] | undefined {
  const toEnd = countPartsToEnd(points, limits);
  const fewest = toEnd[0] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(fewest)) return undefined;
  const layers: Map<number, { cost: number; from: number }>[] = [new Map([[0, { cost: 0, from: 0 }]])];
  const last = points.length - 1;
  for (let index = 0; index < fewest; index++) {
    const next = new Map<number, { cost: number; from: number }>();
    for (const [from, { cost }] of layers[index] ?? []) {
      for (let to = from + 1; to <= last; to++) {
        if (minimalLength(points, from, to) > limits.middle) break;
        if (index + 1 + (toEnd[to] ?? Number.POSITIVE_INFINITY) > fewest) continue;
        if (lengthOf(points, from, to) > limitFor(limits, from, to, last)) continue;
        const kept = isKept === undefined || isKept(from, to, index) ? 0 : changedPenalty;
        const total = cost + kept + (points[to]?.penalty ?? 0);
        const known = next.get(to);
        if (known === undefined || total < known.cost) next.set(to, { cost: total, from });
      }
    }
    layers.push(next);
  }
  return traceBack(layers, last, fewest);
}

export function lengthOf(points: readonly CutPoint[], from: number, to: number): number {
  const one = points[from];
  const other = points[to];
  if (one === undefined || other === undefined) return 0;
  return one.open.length + other.end - one.start + other.close.length;
}

function minimalLength(points: readonly CutPoint[], from: number, to: number): number {
  const one = points[from];
  return one === undefined ? 0 : one.open.length + (points[to]?.end ?? 0) - one.start;
}

function limitFor(limits: Limits, from: number, to: number, last: number): number {
  if (from === 0) return to === last ? limits.only : limits.first;
  return to === last ? limits.last : limits.middle;
}

/** The fewest parts from each point to the end. */
function countPartsToEnd(points: readonly CutPoint[], limits: Limits): Float64Array {
  const last = points.length - 1;
  const counts = new Float64Array(points.length).fill(Number.POSITIVE_INFINITY);
  counts[last] = 0;
  for (let from = last - 1; from >= 0; from--) {
    let best = Number.POSITIVE_INFINITY;
    for (let to = from + 1; to <= last; to++) {
      if (minimalLength(points, from, to) > limits.middle) break;
      const count = 1 + (counts[to] ?? Number.POSITIVE_INFINITY);
      if (
        count < best &&
        isPart(points, from, to) &&
        lengthOf(points, from, to) <= limitFor(limits, from, to, last)
      )
        best = count;
    }
    counts[from] = best;
  }
  return counts;
}

function isPart(points: readonly CutPoint[], from: number, to: number): boolean {
  return (points[to]?.end ?? 0) > (points[from]?.start ?? 0);
}

function traceBack(
  layers: readonly ReadonlyMap<number, { readonly from: number }>[],
  last: number,
  count: number,
): readonly number[] | undefined {
  const chosen = [last];
  let point = last;
  for (let layer = count; layer > 0; layer--) {
    const state = layers[layer]?.get(point);
    if (state === undefined) return undefined;
    point = state.from;
    chosen.unshift(point);
  }
  return chosen;
}
