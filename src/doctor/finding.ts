/** What a check found: one line for the operator. */
export interface Finding {
  readonly verdict: "ok" | "warning" | "fault";
  readonly about: string;
  /** What is so, and for anything but `ok` what to do about it. */
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

/** Says what went wrong in a call that failed, with its cause: `fetch` hides that one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
