import { hostname } from "node:os";
import type { Clock } from "../../clock.ts";
import type { Leases } from "./leases.ts";

/** The leases of a database that only this process uses: all of them are its own, for good. */
export function soleLeases(clock: Pick<Clock, "now" | "elapsedMs">): Leases {
  const holder = `${hostname()} ${process.pid} sole`;
  const takenSinceMs = new Map<string, number>();
  const slotEndsMs = new Map<string, number>();
  return {
    holder,
    leaseMs: Number.POSITIVE_INFINITY,
    take: async (unit) => {
      takenSinceMs.set(unit, clock.now());
      return { unit, epoch: 1, guard: undefined };
    },
    renew: async (grants) => new Set(grants.map(({ unit }) => unit)),
    release: async ({ unit }) => {
      takenSinceMs.delete(unit);
    },
    all: async () =>
      [...takenSinceMs].map(([unit, sinceMs]) => ({
        unit,
        holder,
        epoch: 1,
        sinceMs,
        heldMs: Math.max(0, clock.now() - sinceMs),
      })),
    agreeOnShards: async (recommended) => recommended,
    claimSlot: async (name, ms) => {
      const leftMs = (slotEndsMs.get(name) ?? 0) - clock.elapsedMs();
      if (leftMs > 0) return leftMs;
      slotEndsMs.set(name, clock.elapsedMs() + ms);
      return 0;
    },
    close: async () => {},
  };
}
