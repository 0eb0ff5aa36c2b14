import { type LastingLease, processUnit } from "../store/leases/leases.ts";

/** The facts in a process's name. */
interface ProcessName {
  readonly host: string;
  readonly pid: number;
}

interface KnownProcess extends ProcessName {
  readonly sinceMs: number;
  readonly isMe: boolean;
}

export interface KnownUnit {
  readonly unit: string;
  /** `undefined` while nobody holds it. */
  readonly holding:
    | (ProcessName & { readonly epoch: number; readonly sinceMs: number; readonly isMine: boolean })
    | undefined;
}

/** Shows operators which process does what. Times are by the database's clock. */
export interface UnitsSnapshot {
  readonly processes: readonly KnownProcess[];
  readonly units: readonly KnownUnit[];
}

/** @param leases all that have not ended, as last seen */
export function snapshotOf(
  wanted: Iterable<string>,
  leases: readonly LastingLease[],
  me: string,
): UnitsSnapshot {
  const byUnit = new Map(leases.map((lease) => [lease.unit, lease]));
  return {
    processes: leases
      .filter(({ unit, holder }) => unit === processUnit(holder))
      .map(({ holder, sinceMs }) => ({ ...nameOf(holder), sinceMs, isMe: holder === me })),
    units: [...wanted].map((unit) => {
      const lease = byUnit.get(unit);
      if (lease === undefined) return { unit, holding: undefined };
      const { holder, epoch, sinceMs } = lease;
      return { unit, holding: { ...nameOf(holder), epoch, sinceMs, isMine: holder === me } };
    }),
  };
}

function nameOf(holder: string): ProcessName {
  const [host = "", pid = ""] = holder.split(" ");
  return { host, pid: Number(pid) };
}
