const isWhole = process.env.TEST_RUNS === "all";

/** Chooses the number of random cases: `whole` with TEST_RUNS=all, as in CI and `npm run test:long`; otherwise a tenth of it. */
export function runsOf(whole: number): number {
  return isWhole ? whole : Math.ceil(whole / 10);
}
