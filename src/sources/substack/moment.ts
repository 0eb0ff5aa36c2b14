/** Reads a date; `undefined` if there is none. */
export function momentOf(date: string | null | undefined): number | undefined {
  const ms = Date.parse(date ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}
