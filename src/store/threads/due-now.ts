/** Makes a thread due to be read as if it never had been. */
export const dueNow = { swept_at_ms: null, next_sweep_at_ms: 0 } as const;
