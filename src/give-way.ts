import { setImmediate } from "node:timers/promises";

/**
 * Lets answers to members, timers and connections have their turn. Long loops over rows need it: SQLite answers at once, so they would
 * otherwise keep the process to themselves.
 */
export async function giveWay(): Promise<void> {
  await setImmediate();
}
