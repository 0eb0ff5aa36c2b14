/** Result of a check: one line for the operator. */
export interface Finding {
  readonly verdict: "ok" | "warning" | "fault";
  readonly about: string;
  /** States the result and, unless it is `ok`, says what to do about it. */
  readonly says: string;
}

export function ok(about: string, says: string): Finding {
  return { verdict: "ok", about, says };
}

export function warning(about: string, says: string): Finding {
  return { verdict: "warning", about, says };
}

export function fault(about: string, says: string): Finding {
  return { verdict: "fault", about, says };
}

/** Says why a call failed, including the cause, which `fetch` hides. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
