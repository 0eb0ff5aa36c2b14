import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Leases } from "../store/leases/leases.ts";

export interface SlotOptions {
  readonly leases: Pick<Leases, "claimSlot">;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/** The wait after a claim that failed, and at most so much longer than a slot is taken: others wait for it too. */
const retryMs = 500;
const spreadMs = 50;

/**
 * Waits until a slot is free, and takes it for `ms`. Each slot is taken by one process at a time, so what they do in it is spaced.
 * @param name such as `identify 0`, for the shards that Discord lets begin one after the other
 * @throws the signal's reason if it aborts earlier
 */
export async function claimSlot(
  name: string,
  ms: number,
  { leases, clock, random, log, signal }: SlotOptions,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    let waitMs = retryMs;
    try {
      waitMs = await leases.claimSlot(name, ms);
      if (waitMs === 0) return;
    } catch (err) {
      log.debug({ err, slot: name }, "a slot could not be claimed; trying again");
    }
    await clock.sleep(waitMs + random() * spreadMs, signal);
  }
}
