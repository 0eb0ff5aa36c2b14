import type { HoldReason } from "../language/faults.ts";

/** A route, or all of Discord, that gets no requests for now. */
export interface Held {
  /** For people: the method and the path without ids and secrets; `*` for all. */
  readonly route: string;
  readonly reason: HoldReason;
  /** How much longer (ms). */
  readonly forMs: number;
}

/** How it stands between the bot and Discord. */
export interface DiscordState {
  /** Those of the last ten minutes that Discord holds against the bot. */
  readonly invalidRequests: number;
  readonly invalidLimit: number;
  /** How long until ordinary requests may leave again (ms); `undefined` while they may. */
  readonly stoppedForMs: number | undefined;
  readonly held: readonly Held[];
}
