import type { Clock } from "../clock.ts";

/**
 * What a promise resolves to, if that is in time.
 * @param onLate called when it is not
 * @throws {Error} when it is not
 */
export async function within<T>(
  work: Promise<T>,
  ms: number,
  clock: Pick<Clock, "sleep">,
  onLate: () => void = () => undefined,
): Promise<T> {
  const ended = new AbortController();
  let isOver = false;
  const late = clock.sleep(ms, ended.signal).then(() => {
    if (isOver) return undefined as never;
    onLate();
    throw new Error(`no answer within ${ms} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    isOver = true;
    ended.abort();
    work.catch(() => undefined);
  }
}
