/**
 * Returns a signal that aborts when the process is asked to end; its reason names the system's signal. A second request ends the
 * process at once.
 */
export function askedToEnd(): AbortSignal {
  const asked = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.once(name, () => asked.abort(new DOMException(name, "AbortError")));
  }
  return asked.signal;
}
