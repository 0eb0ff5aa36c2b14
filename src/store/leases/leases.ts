import type { Guard } from "./guard.ts";

/** The right to do the work of one unit. */
export interface Grant {
  readonly unit: string;
  /** Rises each time the unit is taken. */
  readonly epoch: number;
  /** Makes changes to the store depend on the lease; `undefined` if nobody can take the unit away. */
  readonly guard: Guard | undefined;
}

/** A lease that has not ended, as the database has it. */
export interface LastingLease {
  readonly unit: string;
  readonly holder: string;
  readonly epoch: number;
  /** When its holder took it (ms since the epoch), and how long ago that was, both by the clock of the database. */
  readonly sinceMs: number;
  readonly heldMs: number;
}

/**
 * The leases of a database. Each process has one under its own name ({@link processUnit}), by which the others know that it lives.
 * Every method fails if the database cannot be reached.
 */
export interface Leases {
  /** Names this process: host name, process id and something unique, separated by spaces. */
  readonly holder: string;
  /** How long a lease lasts unless it is renewed (ms); infinite if nobody can take one away. */
  readonly leaseMs: number;
  /**
   * Takes a unit that is free or whose lease has expired, in a new epoch. `taken`: another process has it. `outdated`: the unit is
   * a shard, but the processes have agreed on another number of shards.
   */
  take(unit: string): Promise<Grant | "taken" | "outdated">;
  /**
   * Renews, in one step, the process's own lease and all of these that have not ended. Returns the units whose leases were renewed.
   * @param isLeaving ends the process's own lease instead
   */
  renew(grants: readonly Grant[], options: { readonly isLeaving: boolean }): Promise<ReadonlySet<string>>;
  /** Ends a lease, so that any process can take the unit. */
  release(grant: Grant): Promise<void>;
  /** Lists the leases that have not ended. */
  all(): Promise<readonly LastingLease[]>;
  /**
   * Returns the number of shards that all processes use, and joins them for the length of a lease. Only a process that finds no other
   * one can change the number.
   */
  agreeOnShards(recommended: number): Promise<number>;
  /** Takes a slot that nobody else gets for `ms`. Returns 0 if it was free; otherwise, how long it is still taken (ms). */
  claimSlot(name: string, ms: number): Promise<number>;
  close(): Promise<void>;
}

/** The unit that a process holds for as long as it lives. */
export function processUnit(holder: string): string {
  return `process ${holder}`;
}

/** Returns the number of shards that a shard's unit belongs to; `undefined` for other units. */
export function shardCountOf(unit: string): number | undefined {
  const count = /^shard \d+\/(\d+)$/.exec(unit)?.[1];
  return count === undefined ? undefined : Number(count);
}
