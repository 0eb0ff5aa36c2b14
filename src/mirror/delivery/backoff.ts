import { backoffMs, jittered } from "../../backoff.ts";
import type { MirrorContext } from "../context.ts";
import type { Outcome } from "./outcome.ts";

const firstRetryMs = 2_000;
export const lastRetryMs = 300_000;

/** How often in a row each thread's turn has failed in this process, and how long it stays away from the next one. */
export class Backoff {
  readonly #random: () => number;
  readonly #failures = new Map<number, number>();

  constructor({ random }: Pick<MirrorContext, "random">) {
    this.#random = random;
  }

  /**
   * Twice as long after every failure, with jitter, so that an outage is not followed by a stampede.
   * @param askedMs how long whoever failed asked to be left alone
   */
  later(threadId: number, askedMs?: number): Outcome {
    const failures = this.#failures.get(threadId) ?? 0;
    this.#failures.set(threadId, failures + 1);
    const waitMs = jittered(
      backoffMs({ firstMs: firstRetryMs, longestMs: lastRetryMs }, failures),
      this.#random,
    );
    return { kind: "again", afterMs: Math.max(waitMs, askedMs ?? 0) };
  }

  /** A turn did not fail. */
  reset(threadId: number): void {
    this.#failures.delete(threadId);
  }
}
