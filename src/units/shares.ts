import { hash } from "node:crypto";

/** Number of units that each process holds, by its name; every living process is in it. */
export type Counts = ReadonlyMap<string, number>;

/** The most units of a kind that a process takes. */
export function mostOf(units: number, processes: number): number {
  return Math.ceil(units / processes);
}

/**
 * The number of units of a kind that a process keeps once all are shared out. If they cannot be divided evenly, the processes that have
 * most keep one more, so that few units move. Among equals it depends on the kind, so that no process keeps one more of every kind.
 */
export function shareOf(holder: string, kind: string, units: number, counts: Counts): number {
  const most = [...counts].toSorted(
    ([one, ofOne], [other, ofOther]) => ofOther - ofOne || (rank(kind, one) < rank(kind, other) ? -1 : 1),
  );
  const place = most.findIndex(([name]) => name === holder);
  return Math.floor(units / counts.size) + (place < units % counts.size ? 1 : 0);
}

function rank(kind: string, holder: string): string {
  return hash("sha256", `${kind} ${holder}`);
}
