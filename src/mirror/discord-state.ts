import type { HeldRequests, HoldReason } from "../language/faults.ts";

/** Requests that are held back for now. */
export interface Held {
  readonly requests: HeldRequests;
  readonly reason: HoldReason;
  /** Remaining time (ms). */
  readonly forMs: number;
}

/** The state of the bot's requests to Discord. */
export interface DiscordState {
  /** Number of refusals in the last ten minutes that Discord holds against the bot. */
  readonly invalidRequests: number;
  readonly invalidLimit: number;
  /** How long until ordinary requests may leave again (ms); `undefined` if they may now. */
  readonly stoppedForMs: number | undefined;
  readonly held: readonly Held[];
  readonly shards: ShardState;
}

/** The connections to the gateway. */
export interface ShardState {
  /** Number of shards in all processes. */
  readonly all: number;
  /** Number of shards in this process. */
  readonly here: number;
  /** Number of shards in this process that are not connected now. */
  readonly away: number;
}
