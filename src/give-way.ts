import { setImmediate } from "node:timers/promises";

/**
 * Lets answers to members, timers and connections have their turn. Long loops over rows need it: SQLite answers at once, so such a loop
 * would otherwise keep everything else waiting.
 */
export async function giveWay(): Promise<void> {
  await setImmediate();
}

/** How long a loop may hold up other work (ms). */
const sliceMs = 8;

/** The time after which a loop over many items gives way. */
export class Slice {
  #sinceMs = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#sinceMs > sliceMs;
  }

  /** Gives way, and begins the next slice. */
  async giveWay(): Promise<void> {
    await giveWay();
    this.#sinceMs = performance.now();
  }
}
