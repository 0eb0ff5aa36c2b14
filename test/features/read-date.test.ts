import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDate } from "../../src/features/lookup/read-date.ts";
import { english, type Language } from "../../src/language/english.ts";
import { german } from "../../src/language/german.ts";
import { UserError } from "../../src/language/user-error.ts";
import { runsOf } from "../runs.ts";

const nowMs = Date.UTC(2026, 2, 31, 15, 30);
const read = (text: string, edge: "since" | "until" = "since", language: Language = english) =>
  new Date(readDate(text, edge, { nowMs, language })).toISOString();

describe("readDate", () => {
  it.each([
    ["2024-03-05", "2024-03-05T00:00:00.000Z", "2024-03-06T00:00:00.000Z"],
    ["2024/3/5", "2024-03-05T00:00:00.000Z", "2024-03-06T00:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z", "2024-03-01T00:00:00.000Z"],
    ["2024-12", "2024-12-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"],
    [" 2023 ", "2023-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z"],
    ["0050", "0050-01-01T00:00:00.000Z", "0051-01-01T00:00:00.000Z"],
    ["Today", "2026-03-31T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ["yesterday", "2026-03-30T00:00:00.000Z", "2026-03-31T00:00:00.000Z"],
    ["5.3.2024", "2024-03-05T00:00:00.000Z", "2024-03-06T00:00:00.000Z"],
    ["12.2024", "2024-12-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"],
    ["March 2024", "2024-03-01T00:00:00.000Z", "2024-04-01T00:00:00.000Z"],
    ["Sept 5, 2024", "2024-09-05T00:00:00.000Z", "2024-09-06T00:00:00.000Z"],
    ["5 may 2024", "2024-05-05T00:00:00.000Z", "2024-05-06T00:00:00.000Z"],
  ])("reads %s as a period, including its end", (text, since, until) => {
    expect([read(text), read(text, "until")]).toEqual([since, until]);
  });

  it.each([
    ["3 days", "2026-03-28T15:30:00.000Z"],
    ["2 weeks ago", "2026-03-17T15:30:00.000Z"],
    ["12h", "2026-03-31T03:30:00.000Z"],
    ["a week ago", "2026-03-24T15:30:00.000Z"],
    ["1 month", "2026-02-28T15:30:00.000Z"],
    ["2 years ago", "2024-03-31T15:30:00.000Z"],
  ])("reads %s as a moment in the past", (text, moment) => {
    expect([read(text), read(text, "until")]).toEqual([moment, moment]);
  });

  it.each([
    ["heute", "2026-03-31T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ["Vorgestern", "2026-03-29T00:00:00.000Z", "2026-03-30T00:00:00.000Z"],
    ["05. 03. 2024", "2024-03-05T00:00:00.000Z", "2024-03-06T00:00:00.000Z"],
    ["März 2024", "2024-03-01T00:00:00.000Z", "2024-04-01T00:00:00.000Z"],
    ["5. Okt. 2024", "2024-10-05T00:00:00.000Z", "2024-10-06T00:00:00.000Z"],
    ["3 Tage", "2026-03-28T15:30:00.000Z", "2026-03-28T15:30:00.000Z"],
    ["vor 2 Wochen", "2026-03-17T15:30:00.000Z", "2026-03-17T15:30:00.000Z"],
    ["vor einem Jahr", "2025-03-31T15:30:00.000Z", "2025-03-31T15:30:00.000Z"],
    ["12 Std", "2026-03-31T03:30:00.000Z", "2026-03-31T03:30:00.000Z"],
    ["2 weeks ago", "2026-03-17T15:30:00.000Z", "2026-03-17T15:30:00.000Z"],
  ])("reads %s in German, where English works too", (text, since, until) => {
    expect([read(text, "since", german), read(text, "until", german)]).toEqual([since, until]);
  });

  it.each([
    "",
    "soon",
    "gestern",
    "31 February 2024",
    "March",
    "March April 2024",
    "5/3/2024",
    "5 5 March 2024",
    "2024-13",
    "2024-02-30",
    "2024-00-10",
    "2024-01-00",
    "3",
    "99999 lightyears",
    "-3 days",
  ])("refuses %j and says what works", (text) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow("2024-03-05");
  });

  it("returns a moment or a refusal for any text", () => {
    const number = fc.integer({ min: 0, max: 99_999 });
    const unit = fc.constantFrom(
      ...["h", "days", "weeks ago", "months", "years", "-13", "-02-31", "", "Tage", "März", "march 2024"],
    );
    const typed = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.tuple(number, unit).map(([count, name]) => `${count} ${name}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          expect(Number.isFinite(readDate(text, "until", { nowMs, language: german }))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: runsOf(10_000) },
    );
  });
});
