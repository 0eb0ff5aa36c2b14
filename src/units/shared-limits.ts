import type { ClaimTurn } from "../sources/pace.ts";
import { claimSlot, type SlotOptions } from "./claim-slot.ts";

/** How often shards of one bucket may identify: five seconds, with a margin. https://discord.com/developers/docs/events/gateway#rate-limiting */
const identifyEveryMs = 5_500;

export interface SharedLimitsOptions extends SlotOptions {
  /** Counts the processes, including this one. */
  readonly processes: () => number;
}

/** The limits that all processes of a database keep together. */
export class SharedLimits {
  readonly #options: SharedLimitsOptions;

  constructor(options: SharedLimitsOptions) {
    this.#options = options;
  }

  /** Returns this process's equal share of a rate: at least one request a second. */
  shareOf(requestsPerSecond: number): number {
    return Math.max(1, Math.floor(requestsPerSecond / this.#options.processes()));
  }

  /** Waits until a shard of this bucket may identify. */
  async identifySlot(bucket: number, signal: AbortSignal): Promise<void> {
    await claimSlot(`identify ${bucket}`, identifyEveryMs, { ...this.#options, signal });
  }

  /** Waits until no process has asked a site for `ms`, or the database does not answer. */
  async siteTurn(site: string, ...[ms, signal = this.#options.signal]: Parameters<ClaimTurn>): Promise<void> {
    if (this.#options.processes() > 1)
      await claimSlot(`requests to ${site}`, ms, { ...this.#options, signal, isOptional: true });
  }
}
