import PQueue from "p-queue";
import type { Clock } from "../clock.ts";
import type { RequestOptions } from "./source.ts";

const weights = { poll: 2, member: 1, sweep: 0 } as const;

/** Spaces the requests to one site evenly, so that its budget holds over any minute. The most urgent request goes first. */
export class Pace {
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #intervalMs: number;
  readonly #clock: Clock;
  /** In elapsed time. */
  #nextAtMs = 0;
  #starts: number[] = [];

  constructor(requestsPerMinute: number, clock: Clock) {
    this.#intervalMs = 60_000 / requestsPerMinute;
    this.#clock = clock;
  }

  /** Resolves when the next request may leave; rejects with the signal's reason if aborted earlier. */
  async turn({ priority, signal }: RequestOptions): Promise<void> {
    const options = { priority: weights[priority], ...(signal === undefined ? {} : { signal }) };
    await this.#queue.add(async () => {
      await this.#clock.sleep(Math.max(0, this.#nextAtMs - this.#clock.elapsedMs()), signal);
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
