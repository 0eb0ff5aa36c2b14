import { type Facets, levelOf, maxLevel, scoreThresholds, thresholdBelow } from "./facets.ts";
import { type Match, noScore } from "./matches.ts";

/** Whole scores, both ends included; `noScore` represents a hidden one. */
export interface ScoreRange {
  readonly low: number;
  readonly high: number;
}

const unlimited = -noScore;
export const everyScore: ScoreRange = { low: noScore, high: unlimited };
/** The first divisions of an archive: few comments have high scores, most are around zero. */
const edges = [200, 100, 75, 50, 30, 20, 10, 5, 3, 2, 1, 0, -20, noScore + 1, noScore];
const fineEdges = scoreThresholds.toReversed();

export function isOneScore({ low, high }: ScoreRange): boolean {
  return low === high;
}

/** Divides a range of more than one score into parts, highest first. */
export function divide({ low, high }: ScoreRange): readonly ScoreRange[] {
  const inside = (edge: number) => edge > low && edge <= high;
  const known = edges.some(inside) ? edges.filter(inside) : fineEdges.filter(inside);
  const cuts = known.length > 0 ? known : [middle(low, high)];
  const parts: ScoreRange[] = [];
  let top = high;
  for (const cut of [...cuts, low]) {
    parts.push({ low: cut, high: top });
    top = cut - 1;
  }
  return parts;
}

function middle(low: number, high: number): number {
  if (high >= unlimited / 2) return low * 2;
  if (low <= noScore + 1) return high * 2;
  return Math.floor((low + high + 1) / 2);
}

/** Returns sets of facets that match all comments of the range, and few others. */
export function matchScores(
  { low, high }: ScoreRange,
  site: string | undefined,
  facets: Facets,
): Match["facets"] {
  if (low <= noScore && high >= unlimited) return [];
  if (high >= unlimited) {
    const threshold = thresholdBelow(low);
    if (threshold !== undefined) return [[facets.atLeast(threshold, site)]];
  }
  const from = low <= noScore ? 0 : levelOf(low);
  const to = high <= noScore ? 0 : high >= unlimited ? maxLevel : levelOf(high);
  const levels = Array.from({ length: to - from + 1 }, (_, index) => facets.level(from + index, site));
  return [levels];
}
