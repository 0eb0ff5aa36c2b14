const asked = process.env.FAULT_SEED;

/**
 * What the random tests begin with: always the same in `npm test`, so that a change is judged by itself. `FAULT_SEED` gives another, `any` a new
 * one every time.
 */
export const seed = asked === "any" ? Date.now() % 100_000 : Number(asked ?? 20261125);
