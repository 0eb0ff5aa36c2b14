const asked = process.env.FAULT_SEED;

/**
 * The seed of the random tests: always the same in `npm test`, so that a change is judged on its own. `FAULT_SEED` sets another;
 * `any` means a new one every time.
 */
export const seed = asked === "any" ? Date.now() % 100_000 : Number(asked ?? 20261125);
