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
  /** True if it is better to go on without the slot than to wait for the database. */
  readonly isOptional?: boolean;
}

/** The wait after a claim that failed. */
const retryMs = 500;
/** The longest extra wait for a slot: other processes wait for it too. */
const spreadMs = 50;

/**
 * Waits until a slot is free, and takes it for `ms`. Only one process has a slot at a time, so what they do in it is spaced out.
 * @param name such as `identify 0`, for the shards that Discord lets begin one after the other
 * @throws the signal's reason if it aborts earlier
 */
export async function claimSlot(
  name: string,
  ms: number,
  { leases, clock, random, log, signal, isOptional = false }: SlotOptions,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    let waitMs = retryMs;
    try {
      waitMs = await leases.claimSlot(name, ms);
      if (waitMs === 0) return;
    } catch (err) {
      log.debug({ err, slot: name }, "a slot could not be claimed");
      if (isOptional) return;
    }
    await clock.sleep(waitMs + random() * spreadMs, signal);
  }
}
