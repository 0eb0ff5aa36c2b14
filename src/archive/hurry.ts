import { AsyncLocalStorage } from "node:async_hooks";

/** How much of the three seconds that Discord allows for an answer may be spent waiting for the archive. */
const waitMs = 1250;
/** The longest that each further call may take. */
const furtherMs = 250;
/** By then an answer is deferred, or too late. */
const answeredMs = 3000;

const begun = new AsyncLocalStorage<number>();

/** Runs work that must be answered soon: a record that the archive does not give at once counts as missing. */
export async function inHurry<T>(work: () => Promise<T>): Promise<T> {
  return await begun.run(performance.now(), work);
}

/** The longest wait for a read of the archive here; `undefined` where nobody waits for an answer. */
export function hurriedMs(): number | undefined {
  const beganMs = begun.getStore();
  if (beganMs === undefined) return undefined;
  const passedMs = performance.now() - beganMs;
  // Work that outlives the answer of the command that began it is in no hurry.
  return passedMs > answeredMs ? undefined : Math.max(furtherMs, waitMs - passedMs);
}
