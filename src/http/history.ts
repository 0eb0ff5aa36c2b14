import type { Clock } from "../clock.ts";
import type { Metrics } from "../metrics.ts";

const stepMs = 5 * 60_000;
const longestMs = 24 * 60 * 60_000;

/** Counts for five minutes. */
export interface Step {
  readonly atMs: number;
  readonly messages: number;
  /** Mean time from publication to message (s); `undefined` if there was no new comment. */
  readonly delaySeconds: number | undefined;
}

interface Totals {
  readonly messages: number;
  readonly delays: number;
  readonly delaySeconds: number;
}

/** Remembers the last day in steps, for the plots on the status page. */
export class History {
  readonly #metrics: Metrics;
  readonly #clock: Clock;
  readonly #stopping = new AbortController();
  #steps: readonly Step[] = [];

  constructor(metrics: Metrics, clock: Clock) {
    this.#metrics = metrics;
    this.#clock = clock;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  async record(): Promise<void> {
    const { signal } = this.#stopping;
    let before = await this.#totals();
    while (!signal.aborted) {
      await this.#clock.sleep(stepMs, signal);
      const now = await this.#totals();
      const delays = now.delays - before.delays;
      const step = {
        atMs: this.#clock.now(),
        messages: now.messages - before.messages,
        delaySeconds: delays === 0 ? undefined : (now.delaySeconds - before.delaySeconds) / delays,
      };
      this.#steps = [...this.#steps.slice(1 - longestMs / stepMs), step];
      before = now;
    }
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #totals(): Promise<Totals> {
    const sent = await this.#metrics.messagesSent.get();
    const { values } = await this.#metrics.commentDelay.get();
    const total = (end: string) => values.find(({ metricName }) => metricName?.endsWith(end))?.value ?? 0;
    return {
      messages: sent.values[0]?.value ?? 0,
      delays: total("_count"),
      delaySeconds: total("_sum"),
    };
  }
}
