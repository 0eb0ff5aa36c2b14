import type { Clock } from "../../src/clock.ts";
import { Servers } from "../../src/mirror/servers.ts";
import { HeldLease } from "../../src/units/held.ts";

/** Makes the servers of a process that has all of them for good. */
export function everyServer(clock: Clock): Servers {
  const servers = new Servers(clock);
  const shard = { unit: "shard 0/1", epoch: 1, guard: undefined };
  servers.take(0, new HeldLease(shard, Number.POSITIVE_INFINITY, clock));
  servers.begin(0);
  return servers;
}
