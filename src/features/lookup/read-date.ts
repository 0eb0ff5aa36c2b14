import { english, type Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { withoutDirections } from "../../text/readable-line.ts";

const typedLength = 50;

/** A stretch of time (ms), from its first moment to the first moment after it. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

type DateWords = Language["dates"];

const yearFirst = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/;
/** Only with full stops: with slashes, Americans put the month first. */
const dayFirst = /^(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})$/;
const shortestMonth = 3;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Unit = keyof DateWords["units"];

/** Returns the moment that lies this many units in the past. */
const agoBy: Readonly<Record<Unit, (number: number, nowMs: number) => number>> = {
  hour: (hours, nowMs) => nowMs - hours * hourMs,
  day: (days, nowMs) => nowMs - days * dayMs,
  week: (weeks, nowMs) => nowMs - weeks * 7 * dayMs,
  month: monthsAgo,
  year: (years, nowMs) => monthsAgo(years * 12, nowMs),
};

/**
 * Reads a date as people type it, in their language or in English: `2024-03-05`, `5.3.2024`, `March 2024`, `2024`, `yesterday`, `3
 * days`, `vor 2 Wochen`. Dates are UTC.
 * @param edge `since` returns the first moment of the date; `until` returns the first moment after it, so the day or month itself
 * is included
 * @throws {UserError} for anything else, with examples that work
 */
export function readDate(
  text: string,
  edge: "since" | "until",
  { nowMs, language }: { readonly nowMs: number; readonly language: Language },
): number {
  const typed = text.trim().toLowerCase();
  const stretch =
    inNumbers(typed) ?? inWords(typed, language.dates, nowMs) ?? inWords(typed, english.dates, nowMs);
  if (stretch === undefined)
    throw new UserError((say) => say.lookup.unknownDate(cutAtWord(withoutDirections(text), typedLength)));
  return edge === "since" ? stretch.fromMs : stretch.toMs;
}

function inNumbers(typed: string): Stretch | undefined {
  const [, year, month, day] = yearFirst.exec(typed) ?? [];
  if (year !== undefined) return calendarDate(year, month, day);
  const [, firstDay, ofMonth, inYear] = dayFirst.exec(typed) ?? [];
  return inYear === undefined ? undefined : calendarDate(inYear, ofMonth, firstDay);
}

function inWords(typed: string, words: DateWords, nowMs: number): Stretch | undefined {
  const all = typed
    .replaceAll(/(?<=\d)(?=\p{L})/gu, " ")
    .split(/[\s.,]+/)
    .filter(Boolean);
  return namedDay(all, words, nowMs) ?? namedMonth(all, words) ?? timeAgo(all, words, nowMs);
}

function namedDay(typed: readonly string[], { days }: DateWords, nowMs: number): Stretch | undefined {
  const daysAgo = days.split(" ").indexOf(typed.join(" "));
  if (daysAgo < 0) return undefined;
  const fromMs = (Math.floor(nowMs / dayMs) - daysAgo) * dayMs;
  return { fromMs, toMs: fromMs + dayMs };
}

/** Reads `March 2024`, `5 March 2024` or `March 5, 2024`; the month may be shortened. */
function namedMonth(typed: readonly string[], { months }: DateWords): Stretch | undefined {
  const monthAt = (word: string) =>
    word.length < shortestMonth ? -1 : months.split(" ").findIndex((month) => month.startsWith(word));
  const [month, ...others] = typed.map(monthAt).filter((index) => index >= 0);
  const [year, day, ...rest] = typed.filter((word) => monthAt(word) < 0).toReversed();
  if (month === undefined || others.length > 0 || rest.length > 0) return undefined;
  const isDate = /^\d{4}$/.test(year ?? "") && /^\d{1,2}$/.test(day ?? "1");
  return isDate ? calendarDate(year, String(month + 1), day) : undefined;
}

function calendarDate(
  ...numbers: readonly [string | undefined, string | undefined, string | undefined]
): Stretch | undefined {
  const [year, month, day] = numbers.map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (year === undefined) return undefined;
  if (month === undefined) return { fromMs: utc(year, 1, 1), toMs: utc(year + 1, 1, 1) };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { fromMs: utc(year, month, 1), toMs: utc(year, month + 1, 1) };
  const fromMs = utc(year, month, day);
  // `Date` turns the 31st of February into the 2nd or 3rd of March.
  if (day < 1 || new Date(fromMs).getUTCDate() !== day) return undefined;
  return { fromMs, toMs: fromMs + dayMs };
}

function timeAgo(typed: readonly string[], words: DateWords, nowMs: number): Stretch | undefined {
  const isIn = (list: string, word: string) => list.split(" ").includes(word);
  const [first = "", unit = "", ...rest] = typed.filter((word) => !isIn(words.ago, word));
  const number = isIn(words.one, first) ? 1 : /^\d{1,5}$/.test(first) ? Number(first) : undefined;
  if (number === undefined || rest.length > 0) return undefined;
  const ago = Object.entries(agoBy).find(([name]) => isIn(words.units[name as Unit], unit))?.[1];
  const fromMs = ago?.(number, nowMs);
  return fromMs === undefined || Number.isNaN(fromMs) ? undefined : { fromMs, toMs: fromMs };
}

/** Returns the same day of an earlier month, or its last day if the month is shorter. */
function monthsAgo(months: number, nowMs: number): number {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() + 1 - months];
  const lastDay = new Date(utc(year, month + 1, 0)).getUTCDate();
  return utc(year, month, Math.min(now.getUTCDate(), lastDay)) + (nowMs % dayMs);
}

/** `Date.UTC` takes the years 0 to 99 to mean the twentieth century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
