import type { Limits } from "./choose-cuts.ts";
import type { CutPoint } from "./cut-points.ts";

/** How many characters earlier a text may end, at a place that readers mind less. */
const window = 600;

/** Cuts as much text as the given number of parts holds, each as full as possible; fewer parts if a stretch cannot be cut. */
export function reach(points: readonly CutPoint[], limits: Limits, count: number): readonly CutPoint[] {
  const [first] = points;
  if (first === undefined) return [];
  const chosen = [first];
  let from = 0;
  for (let part = 1; part <= count; part++) {
    const limit = limitOf(part, count, limits);
    const to = furthest(points, from, limit);
    const point = points[to];
    if (to === from || point === undefined) break;
    chosen.push(point);
    from = to;
  }
  return chosen;
}

/** Chooses where to end a text that reaches up to a point: there, or a little before. */
export function bestEnd(points: readonly CutPoint[], reached: CutPoint): CutPoint {
  let best = reached;
  for (const point of points) {
    if (point.end > reached.end - window && point.end <= reached.end && point.penalty <= best.penalty)
      best = point;
  }
  return best;
}

function limitOf(part: number, count: number, limits: Limits): number {
  if (part === 1) return count === 1 ? limits.only : Math.min(limits.first, limits.middle);
  return part === count ? limits.last : limits.middle;
}

function furthest(points: readonly CutPoint[], from: number, limit: number): number {
  const { start = 0, open = "" } = points[from] ?? {};
  let best = from;
  for (let to = from + 1; to < points.length; to++) {
    const { end = 0, close = "" } = points[to] ?? {};
    const length = end - start;
    if (length > limit) break;
    if (length > 0 && open.length + length + close.length <= limit) best = to;
  }
  return best;
}
