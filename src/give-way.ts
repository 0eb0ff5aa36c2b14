import { setImmediate } from "node:timers/promises";

/**
 * Lets answers to members, timers and connections have their turn. Long loops over rows need it: SQLite answers at once, so such a loop
 * would otherwise keep everything else waiting.
 */
export async function giveWay(): Promise<void> {
  await setImmediate();
}
