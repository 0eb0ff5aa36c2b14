import type { MirrorContext } from "../context.ts";

type Context = Pick<MirrorContext, "clock" | "settleAfterMs">;

/** Since when the last attempt in a thread is uncertain; those of an earlier process since the start of this one. */
export class UncertainSends {
  readonly #context: Context;
  readonly #startedMs: number;
  /** By thread, on the clock that nobody sets. */
  readonly #sinceMs = new Map<number, number>();

  constructor(context: Context) {
    this.#context = context;
    this.#startedMs = context.clock.elapsedMs();
  }

  /** Discord did not say whether a message or forum post arrived. */
  note(threadId: number): void {
    this.#sinceMs.set(threadId, this.#context.clock.elapsedMs());
  }

  /** How long to wait (ms) before it shows whether the last attempt in a thread arrived; 0 when it is old enough. */
  settleDelayMs(threadId: number): number {
    const { clock, settleAfterMs } = this.#context;
    const sinceMs = this.#sinceMs.get(threadId) ?? this.#startedMs;
    return Math.max(0, sinceMs + settleAfterMs - clock.elapsedMs());
  }
}
