import type { Clock } from "./clock.ts";

/** Waits for work to end, but no longer than this. */
export async function atMost(ms: number, work: Promise<void>, clock: Clock): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.finally(() => ended.abort()), clock.sleep(ms, ended.signal)]);
}
