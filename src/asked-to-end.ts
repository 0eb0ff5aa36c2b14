/** Aborted when the process is asked to end; the reason's message names the signal. Asked a second time, the process ends at once. */
export function askedToEnd(): AbortSignal {
  const asked = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.once(name, () => asked.abort(new DOMException(name, "AbortError")));
  }
  return asked.signal;
}
