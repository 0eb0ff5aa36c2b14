/** Milliseconds per call. */
export interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The most questions of each kind. */
const most = Number(process.env.BENCH_ROUNDS ?? Number.POSITIVE_INFINITY);

/** @param withinMs no case begins after this time, so a slow engine answers fewer */
export async function measure<T>(
  cases: readonly T[],
  ask: (each: T) => Promise<unknown>,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<Times> {
  return summarize(await timesOf(cases, ask, withinMs));
}

/** Returns the milliseconds that each case takes. */
export async function timesOf<T>(
  cases: readonly T[],
  ask: (each: T) => Promise<unknown>,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<readonly number[]> {
  const times: number[] = [];
  const endsAtMs = performance.now() + withinMs;
  for (const each of cases.slice(0, most)) {
    const startedAtMs = performance.now();
    if (startedAtMs > endsAtMs) break;
    await ask(each);
    times.push(performance.now() - startedAtMs);
  }
  return times;
}

export function summarize(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function show({ p50, p99, max }: Times): string {
  return [p50, p99, max].map((ms) => ms.toFixed(2)).join(" | ");
}

export function megabytes(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString("en");
}
