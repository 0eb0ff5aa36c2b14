/** The way in which a character is shown. */
export interface Format {
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly spoiler: boolean;
  readonly code: boolean;
  /** Its link target; empty if there is none. */
  readonly link: string;
}

/** The characters that a reader sees, each with its format. */
export interface Seen {
  readonly characters: string[];
  readonly formats: Format[];
}

export const plainFormat: Format = {
  strong: false,
  emphasis: false,
  underline: false,
  strike: false,
  spoiler: false,
  code: false,
  link: "",
};

/** Matches form rather than text: white space, invisible characters, and the marks of quotes, bullets and table lines. */
const form =
  /[\u034f\u17b4\u17b5\s\u2060\u00ad\u061c\u115f\u1160\u3164\uffa0\u200e\u200f\u202a-\u202e\u2066-\u2069▎•│─┼⁽⁾]/;

export function withoutForm(seen: Seen): Seen {
  const kept: Seen = { characters: [], formats: [] };
  seen.characters.forEach((character, index) => {
    const format = seen.formats[index];
    if (form.test(character) || format === undefined) return;
    kept.characters.push(character);
    kept.formats.push(format);
  });
  return kept;
}

/** Describes the first difference between the expected and the actual view; `undefined` if there is none. */
export function findDifference(expected: Seen, actual: Seen): string | undefined {
  const length = Math.max(expected.characters.length, actual.characters.length);
  for (let index = 0; index < length; index++) {
    const one = expected.characters[index];
    const other = actual.characters[index];
    const around = `…${expected.characters.slice(Math.max(0, index - 30), index + 20).join("")}…`;
    if (one !== other) {
      const instead = actual.characters.slice(Math.max(0, index - 30), index + 20).join("");
      return `text ${JSON.stringify(one)} ≠ ${JSON.stringify(other)} in ${around} shown as …${instead}…`;
    }
    const wanted = expected.formats[index];
    const shown = actual.formats[index];
    const difference = wanted === undefined || shown === undefined ? undefined : differenceOf(wanted, shown);
    if (difference !== undefined) return `${difference} at ${JSON.stringify(one)} in ${around}`;
  }
  const lost = linksOf(expected).filter((link) => !linksOf(actual).includes(link));
  return lost.length > 0 ? `links lost: ${lost.join(" ")}` : undefined;
}

function differenceOf(wanted: Format, shown: Format): string | undefined {
  if (wanted.spoiler !== shown.spoiler) return `spoiler ${wanted.spoiler} ≠ ${shown.spoiler}`;
  if (wanted.code !== shown.code) return `code ${wanted.code} ≠ ${shown.code}`;
  // Code is shown upright, and text that a label cannot hold is beside its link.
  if (wanted.code) return undefined;
  if (shown.link !== "" && shown.link !== wanted.link) return `link ${wanted.link} ≠ ${shown.link}`;
  for (const name of ["strong", "emphasis", "underline", "strike"] as const) {
    if (wanted[name] !== shown[name]) return `${name} ${wanted[name]} ≠ ${shown[name]}`;
  }
  return undefined;
}

function linksOf(seen: Seen): readonly string[] {
  return [...new Set(seen.formats.map((format) => format.link))].filter((link) => /^https?:/.test(link));
}
