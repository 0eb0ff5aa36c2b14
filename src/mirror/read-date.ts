import { UserError } from "../errors.ts";

/** The moments (ms) from the first of a stretch of time to the first behind it. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

const absolute = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/;
const relative = /^(?:(\d{1,5})|an?)\s*(h|hours?|d|days?|w|weeks?|months?|y|years?)(?:\s+ago)?$/;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: dayMs, w: 7 * dayMs };

/**
 * Reads a date as people type it: `2024-03-05`, `2024-03`, `2024`, `today`, `yesterday`, `3 days`, `2 weeks ago`. Dates are UTC's.
 * @param edge `since` gives the first moment of it; `until` the first moment behind it, so that a day or month named is part of the time
 * @throws {UserError} for anything else, saying what works
 */
export function readDate(text: string, edge: "since" | "until", nowMs: number): number {
  const typed = text.trim().toLowerCase();
  const stretch = namedDay(typed, nowMs) ?? calendarDate(typed) ?? timeAgo(typed, nowMs);
  if (stretch === undefined) throw new UserError((say) => say.lookup.unknownDate(text.trim().slice(0, 50)));
  return edge === "since" ? stretch.fromMs : stretch.toMs;
}

function namedDay(typed: string, nowMs: number): Stretch | undefined {
  const days = ["today", "yesterday"].indexOf(typed);
  if (days < 0) return undefined;
  const fromMs = Math.floor(nowMs / dayMs) * dayMs - days * dayMs;
  return { fromMs, toMs: fromMs + dayMs };
}

function calendarDate(typed: string): Stretch | undefined {
  const match = absolute.exec(typed);
  if (match === null) return undefined;
  const [year, month, day] = match
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (year === undefined) return undefined;
  if (month === undefined) return { fromMs: utc(year, 1, 1), toMs: utc(year + 1, 1, 1) };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { fromMs: utc(year, month, 1), toMs: utc(year, month + 1, 1) };
  const fromMs = utc(year, month, day);
  // `Date` takes the 31st of February for the 2nd or 3rd of March.
  if (day < 1 || new Date(fromMs).getUTCDate() !== day) return undefined;
  return { fromMs, toMs: fromMs + dayMs };
}

function timeAgo(typed: string, nowMs: number): Stretch | undefined {
  const match = relative.exec(typed);
  if (match === null) return undefined;
  const number = Number(match[1] ?? 1);
  const [unit = ""] = match[2] ?? "";
  const fromMs =
    unit === "m" || unit === "y"
      ? monthsAgo(unit === "y" ? number * 12 : number, nowMs)
      : nowMs - number * (unitMs[unit] ?? Number.NaN);
  return Number.isNaN(fromMs) ? undefined : { fromMs, toMs: fromMs };
}

/** The same day of an earlier month, or its last where it is shorter. */
function monthsAgo(months: number, nowMs: number): number {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() + 1 - months];
  const lastDay = new Date(utc(year, month + 1, 0)).getUTCDate();
  return utc(year, month, Math.min(now.getUTCDate(), lastDay)) + (nowMs % dayMs);
}

/** `Date.UTC` takes the years 0 to 99 for those of the twentieth century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
