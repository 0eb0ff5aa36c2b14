const longest = 100;
const zone = /(?:\dZ|[+-]\d\d:?\d\d|\s(?:UTC?|GMT|[ECMP][SD]T))$/i;
const weekday = /^[\p{L}.]+,?\s+(?=\d)/u;
const isoTime = /^\d{4}-\d\d-\d\dT/i;

/**
 * Reads a date as feeds write it: RFC 822 with any weekday, or ISO 8601. A date without a zone, or with one that nobody knows, is in
 * UTC. `undefined` if it cannot be read.
 */
export function readDate(text: string | undefined): number | undefined {
  const date = (text ?? "").slice(0, longest).trim().replace(weekday, "");
  const ms = Date.parse(zone.test(date) ? date : inUtc(date));
  return Number.isNaN(ms) ? undefined : ms;
}

function inUtc(date: string): string {
  if (isoTime.test(date)) return `${date}Z`;
  return /^[\d-]+$/.test(date) ? date : `${date.replace(/\s+[A-Z]{1,5}$/i, "")} GMT`;
}
