import PQueue from "p-queue";
import type { Clock } from "../clock.ts";
import type { RequestOptions } from "./source.ts";

const weights = { poll: 2, member: 1, sweep: 0 } as const;

/**
 * Waits until no process has sent a request for `ms`, and takes the turn. Rejects only with the signal's reason: if the other processes
 * cannot be asked, the request leaves all the same.
 */
export type ClaimTurn = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Spaces the requests to one site evenly, so that its budget holds over any minute. The most urgent request of a process goes first. */
export class Pace {
  readonly #queue = new PQueue({ concurrency: 1 });
  #intervalMs: number;
  readonly #shortestMs: number;
  readonly #clock: Clock;
  readonly #claimTurn: ClaimTurn;
  /** In elapsed time. */
  #nextAtMs = 0;
  #starts: number[] = [];

  constructor(requestsPerMinute: number, clock: Clock, claimTurn: ClaimTurn) {
    this.#shortestMs = 60_000 / requestsPerMinute;
    this.#intervalMs = this.#shortestMs;
    this.#clock = clock;
    this.#claimTurn = claimTurn;
  }

  /** Lets at least this time pass between two requests. */
  slowTo(ms: number): void {
    this.#intervalMs = Math.max(this.#shortestMs, ms);
  }

  /** Resolves when the next request may leave; rejects with the signal's reason if aborted earlier. */
  async turn({ priority, signal }: RequestOptions): Promise<void> {
    const options = { priority: weights[priority], ...(signal === undefined ? {} : { signal }) };
    await this.#queue.add(async () => {
      await this.#clock.sleep(Math.max(0, this.#nextAtMs - this.#clock.elapsedMs()), signal);
      signal?.throwIfAborted();
      await this.#claimTurn(this.#intervalMs, signal);
      signal?.throwIfAborted();
      const now = this.#clock.elapsedMs();
      this.#nextAtMs = now + this.#intervalMs;
      this.#starts = [...this.#starts.filter((start) => start > now - 60_000), now];
    }, options);
  }

  get requestsInLastMinute(): number {
    const now = this.#clock.elapsedMs();
    return this.#starts.filter((start) => start > now - 60_000).length;
  }
}
