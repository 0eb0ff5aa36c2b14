import { AsyncLocalStorage } from "node:async_hooks";

/** How long an answer may wait for the archive in all. Discord allows three seconds for an answer. */
const waitMs = 1250;
/** The longest wait for each call after that. */
const furtherMs = 250;
/** After this time an answer is deferred, or too late. */
const answeredMs = 3000;

const begun = new AsyncLocalStorage<number>();

/** Runs work that must be answered soon: a record that the archive does not return in time counts as missing. */
export async function inHurry<T>(work: () => Promise<T>): Promise<T> {
  return await begun.run(performance.now(), work);
}

/** The longest wait for a read of the archive here, or `undefined` if no one waits for an answer. */
export function hurriedMs(): number | undefined {
  const beganMs = begun.getStore();
  if (beganMs === undefined) return undefined;
  const passedMs = performance.now() - beganMs;
  // Work that outlives the answer of the command that began it is in no hurry.
  return passedMs > answeredMs ? undefined : Math.max(furtherMs, waitMs - passedMs);
}
