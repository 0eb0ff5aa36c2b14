import { AsyncLocalStorage } from "node:async_hooks";

/** Of the three seconds in which Discord wants an answer, so much may go to waiting for the archive. */
const waitMs = 1250;
/** Each further call may take so long. */
const furtherMs = 250;
/** An answer is deferred by then, or too late. */
const answeredMs = 3000;

const begun = new AsyncLocalStorage<number>();

/** Runs what must be answered soon: the archive then counts as lacking what it does not give at once. */
export async function inHurry<T>(work: () => Promise<T>): Promise<T> {
  return await begun.run(performance.now(), work);
}

/** How long a read of the archive may be waited for here; `undefined` where nobody waits for an answer. */
export function hurriedMs(): number | undefined {
  const beganMs = begun.getStore();
  if (beganMs === undefined) return undefined;
  const passedMs = performance.now() - beganMs;
  // Work that a command began and that outlives its answer is in no hurry.
  return passedMs > answeredMs ? undefined : Math.max(furtherMs, waitMs - passedMs);
}
