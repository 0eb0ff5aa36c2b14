import { type LastingLease, processUnit } from "../store/leases/leases.ts";
import { type Counts, mostOf, shareOf } from "./shares.ts";
import { kindOf } from "./unit-names.ts";

/** Everything from which a process decides which units to take and to give back. */
export interface Situation {
  readonly holder: string;
  readonly wanted: ReadonlySet<string>;
  /** Units whose work this process does, without those that it is ending. */
  readonly working: ReadonlySet<string>;
  /** Units whose work this process is ending. */
  readonly ending: ReadonlySet<string>;
  /** All leases that have not ended, as last seen. */
  readonly leases: readonly LastingLease[];
  /** How long every unit of a kind must have had its holder before this process gives one back (ms). */
  readonly settleMs: number;
  readonly random: () => number;
}

/** Lists free units of which this process has less than its share, in random order: another process may be choosing as well. */
export function unitsToTake(situation: Situation, isResting: (unit: string) => boolean): readonly string[] {
  const { wanted, working, random } = situation;
  const processes = livingProcesses(situation).length;
  return kindsOf(wanted).flatMap(([kind, units]) => {
    const room =
      mostOf(units.length, processes) - [...working].filter((unit) => kindOf(unit) === kind).length;
    const free = freeOf(situation, units).filter((unit) => !isResting(unit));
    return shuffled(free, random).slice(0, Math.max(0, room));
  });
}

/**
 * Chooses a unit to give back: one that nobody wants any more, or one of a kind of which this process has more than its share. Units are
 * given back one at a time, and only once the last one has found a holder; otherwise, the work of several units would stand still.
 */
export function unitToGiveBack(situation: Situation): string | undefined {
  const { holder, wanted, working, ending, leases, settleMs, random } = situation;
  if (ending.size > 0) return undefined;
  const unwanted = [...working].find((unit) => !wanted.has(unit));
  if (unwanted !== undefined) return unwanted;
  for (const [kind, units] of kindsOf(wanted)) {
    const own = [...working].filter((unit) => kindOf(unit) === kind);
    if (own.length <= shareOf(holder, kind, units.length, countsOf(situation, units))) continue;
    const isSettled = leases.every(({ unit, heldMs }) => kindOf(unit) !== kind || heldMs >= settleMs);
    if (isSettled && freeOf(situation, units).length === 0) return shuffled(own, random)[0];
  }
  return undefined;
}

/** Lists the processes that take part, including this one. A process that is handing over its units is no longer among them. */
function livingProcesses({ holder, leases }: Situation): readonly string[] {
  const others = leases
    .filter((lease) => lease.unit === processUnit(lease.holder))
    .map((lease) => lease.holder);
  return [...new Set([holder, ...others])];
}

function countsOf(situation: Situation, units: readonly string[]): Counts {
  const { holder, working, leases } = situation;
  const counts = new Map(livingProcesses(situation).map((name) => [name, 0]));
  for (const lease of leases) {
    const count = counts.get(lease.holder);
    if (count !== undefined && units.includes(lease.unit)) counts.set(lease.holder, count + 1);
  }
  // The leases were read a moment ago, so this process knows its own units better.
  return counts.set(holder, units.filter((unit) => working.has(unit)).length);
}

/**
 * Lists the units that nobody holds. A unit that is leased to this process but has no work here is free too: the lease was lost, or the
 * answer that granted it.
 */
function freeOf(situation: Situation, units: readonly string[]): readonly string[] {
  const { holder, working, ending, leases } = situation;
  const taken = new Set(leases.filter((lease) => lease.holder !== holder).map(({ unit }) => unit));
  return units.filter((unit) => !taken.has(unit) && !working.has(unit) && !ending.has(unit));
}

function kindsOf(units: ReadonlySet<string>): readonly (readonly [kind: string, units: readonly string[]])[] {
  return Object.entries(Object.groupBy(units, kindOf)).map(([kind, ofKind = []]) => [kind, ofKind]);
}

function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
