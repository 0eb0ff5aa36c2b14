import type { CutPoint } from "./cut-points.ts";

/** Lengths in UTF-16 units, a safe way to meet Discord's limit. */
export interface Limits {
  readonly first: number;
  readonly middle: number;
  readonly last: number;
  /** Limit if the text is a single part. */
  readonly only: number;
}

/** Returns whether the part between two cut points is now posted as part number `index`. */
export type IsKept = (from: CutPoint, to: CutPoint, index: number) => boolean;

/** More than any bad boundary costs, for each part that changes. */
const changedPenalty = 100_000;

/** Cuts with at most this penalty are at least at the end of a sentence. */
const sentencePenalty = 50;

/** The most characters that a cut between blocks leaves out: line ends and the marks of quotes. */
const longestGap = 8;

/** Ending a part this far before the last fitting place may save parts, if there is less to close and open. */
const lookBack = 24;

/** Places where a text may be cut. */
export interface Places {
  /** Between blocks and lines, including the start and end of the text. */
  readonly betweenBlocks: readonly CutPoint[];
  /** Everywhere; computed only if needed. */
  readonly everywhere: () => readonly CutPoint[];
}

/**
 * Chooses the cuts: fewest parts first, then fewest parts that change, then the boundaries that readers mind least. Returns the
 * points that bound the parts, including the first and last, or `undefined` if some stretch cannot be cut.
 */
export function chooseCuts(
  places: Places,
  limits: Limits,
  isKept: IsKept | undefined,
): readonly CutPoint[] | undefined {
  if (isKept === undefined) {
    const between = new Choice(places.betweenBlocks, limits);
    if (between.fewest <= lowestCount(places.betweenBlocks, limits)) return between.choose(undefined);
  }
  const points = places.everywhere();
  const all = new Choice(points, limits);
  if (!Number.isFinite(all.fewest)) return undefined;
  if (isKept !== undefined) return all.choose(isKept);
  // Prefers cuts that readers hardly notice, even if one worse cut would cost less in total.
  for (const good of [places.betweenBlocks, points.filter((point) => point.penalty <= sentencePenalty)]) {
    const choice = new Choice(good, limits);
    if (choice.fewest === all.fewest) return choice.choose(undefined);
  }
  return all.choose(undefined);
}

/** Returns the least number of parts for this length, however the text is cut. */
function lowestCount(points: readonly CutPoint[], limits: Limits): number {
  const rest = (points.at(-1)?.end ?? 0) - limits.first - limits.last;
  return rest <= 0 ? 2 : 2 + Math.ceil(rest / (limits.middle + longestGap));
}

/**
 * Dynamic programming over (point, number of parts before it). A look from the end finds how few parts are possible from each
 * point, so that only states on the way to the minimum are visited. Linear in the text, because a part can only be so long.
 */
class Choice {
  readonly #points: readonly CutPoint[];
  readonly #last: number;
  readonly #limits: Limits;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #opens: Int32Array;
  readonly #closes: Int32Array;
  readonly #partsToEnd: Float64Array;

  constructor(points: readonly CutPoint[], limits: Limits) {
    this.#points = points;
    this.#last = points.length - 1;
    this.#limits = limits;
    this.#starts = Int32Array.from(points, (point) => point.start);
    this.#ends = Int32Array.from(points, (point) => point.end);
    this.#opens = Int32Array.from(points, (point) => point.open.length);
    this.#closes = Int32Array.from(points, (point) => point.close.length);
    this.#partsToEnd = this.#countPartsToEnd();
  }

  get fewest(): number {
    return this.#partsToEnd[0] ?? Number.POSITIVE_INFINITY;
  }

  choose(isKept: IsKept | undefined): readonly CutPoint[] {
    const { fewest } = this;
    let layer = new Map([[0, { cost: 0, from: 0 }]]);
    const layers = [layer];
    for (let index = 0; index < fewest; index++) {
      layer = this.#nextLayer(layer, index, isKept);
      layers.push(layer);
    }
    return this.#traceBack(layers);
  }

  #nextLayer(
    layer: ReadonlyMap<number, { readonly cost: number }>,
    index: number,
    isKept: IsKept | undefined,
  ): Map<number, { cost: number; from: number }> {
    const next = new Map<number, { cost: number; from: number }>();
    const partsLeft = this.fewest - index - 1;
    for (const [from, { cost }] of layer) {
      for (let to = this.#lastWithin(from); to > from; to--) {
        const toEnd = this.#partsToEnd[to] ?? 0;
        // Points further back leave too much text after them. The slack allows for counts that do not fall quite evenly.
        if (toEnd > partsLeft + 1 && Number.isFinite(toEnd)) break;
        if (toEnd > partsLeft || !this.#fits(from, to)) continue;
        let total = cost + (this.#points[to]?.penalty ?? 0);
        if (isKept !== undefined && !this.#isKept(from, to, index, isKept)) total += changedPenalty;
        const known = next.get(to);
        if (known === undefined) next.set(to, { cost: total, from });
        else if (total < known.cost) {
          known.cost = total;
          known.from = from;
        }
      }
    }
    return next;
  }

  #isKept(from: number, to: number, index: number, isKept: IsKept): boolean {
    const one = this.#points[from];
    const other = this.#points[to];
    return one !== undefined && other !== undefined && isKept(one, other, index);
  }

  #countPartsToEnd(): Float64Array {
    const counts = new Float64Array(this.#last + 1).fill(Number.POSITIVE_INFINITY);
    counts[this.#last] = 0;
    for (let from = this.#last - 1; from >= 0; from--) {
      let best = Number.POSITIVE_INFINITY;
      let looked = 0;
      for (let to = this.#lastWithin(from); to > from && looked < lookBack; to--) {
        if (!this.#fits(from, to)) continue;
        best = Math.min(best, 1 + (counts[to] ?? Number.POSITIVE_INFINITY));
        if (Number.isFinite(best)) looked++;
      }
      counts[from] = best;
    }
    return counts;
  }

  /** Returns the furthest point whose text alone fits into a part, by bisection: ends grow with the index. */
  #lastWithin(from: number): number {
    const reach = this.#limits.middle - (this.#opens[from] ?? 0) + (this.#starts[from] ?? 0);
    let low = from;
    let high = this.#last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#ends[middle] ?? 0) <= reach) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #fits(from: number, to: number): boolean {
    const length = (this.#ends[to] ?? 0) - (this.#starts[from] ?? 0);
    const limits = this.#limits;
    const isFirst = from === 0;
    const isLast = to === this.#last;
    const limit = isFirst ? (isLast ? limits.only : limits.first) : isLast ? limits.last : limits.middle;
    return (length > 0 || isLast) && (this.#opens[from] ?? 0) + length + (this.#closes[to] ?? 0) <= limit;
  }

  #traceBack(layers: readonly ReadonlyMap<number, { readonly from: number }>[]): readonly CutPoint[] {
    const chosen: CutPoint[] = [];
    let index = this.#last;
    for (let count = layers.length - 1; count >= 0; count--) {
      const point = this.#points[index];
      if (point !== undefined) chosen.unshift(point);
      index = layers[count]?.get(index)?.from ?? 0;
    }
    return chosen;
  }
}
