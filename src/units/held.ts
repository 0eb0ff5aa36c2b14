import type { Clock } from "../clock.ts";
import type { Guard } from "../store/leases/guard.ts";
import type { Grant } from "../store/leases/leases.ts";

/** A unit of work that this process holds. */
export interface Held {
  readonly unit: string;
  /** Rises each time the unit is taken. */
  readonly epoch: number;
  /** For changes to the store that may be made only while the lease lasts; `undefined` if nobody can take the unit away. */
  readonly guard: Guard | undefined;
  /** How long the lease certainly lasts (ms); 0 once it is lost: then do nothing more for this unit. Ask right before each action. */
  remainingMs(): number;
  /** Aborts when the lease is not renewed in time, or another process has it. */
  readonly lost: AbortSignal;
}

/** Judges a lease by a monotonic clock. The lease begins earlier here than in the database, so it also ends earlier here. */
export class HeldLease implements Held {
  readonly grant: Grant;
  readonly #clock: Clock;
  readonly #lost = new AbortController();
  #untilMs: number;

  /** @param untilMs end of the lease, in elapsed time */
  constructor(grant: Grant, untilMs: number, clock: Clock) {
    this.grant = grant;
    this.#untilMs = untilMs;
    this.#clock = clock;
  }

  get unit(): string {
    return this.grant.unit;
  }

  get epoch(): number {
    return this.grant.epoch;
  }

  get guard(): Guard | undefined {
    return this.grant.guard;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  remainingMs(): number {
    const leftMs = this.#untilMs - this.#clock.elapsedMs();
    // A process that was stopped may get here before the timer in `watch` fires.
    if (leftMs <= 0) this.lose();
    return this.lost.aborted ? 0 : leftMs;
  }

  /** A lost lease stays lost, even if its renewal arrives after all. */
  extend(untilMs: number): void {
    if (this.remainingMs() > 0) this.#untilMs = Math.max(untilMs, this.#untilMs);
  }

  lose(): void {
    this.#lost.abort();
  }

  /** Loses the lease when its time is over, unless the signal aborts earlier. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && Number.isFinite(this.#untilMs) && this.remainingMs() > 0)
      await this.#clock.sleep(this.remainingMs(), signal);
  }
}
