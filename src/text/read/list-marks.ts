/** Reads how an ordered list counts, from its `type` or the equivalent style. */
export type Counting = "decimal" | "lower-alpha" | "upper-alpha" | "lower-roman" | "upper-roman";

const types: ReadonlyMap<string, Counting> = new Map([
  ["1", "decimal"],
  ["a", "lower-alpha"],
  ["A", "upper-alpha"],
  ["i", "lower-roman"],
  ["I", "upper-roman"],
]);

const styles: ReadonlyMap<string, Counting> = new Map([
  ["decimal", "decimal"],
  ["lower-alpha", "lower-alpha"],
  ["lower-latin", "lower-alpha"],
  ["upper-alpha", "upper-alpha"],
  ["upper-latin", "upper-alpha"],
  ["lower-roman", "lower-roman"],
  ["upper-roman", "upper-roman"],
]);

/** `undefined` if neither specifies it. */
export function readCounting(type: string, style: string): Counting | undefined {
  return styles.get(listStyle(style)) ?? types.get(type.trim());
}

/** Returns the value of `list-style-type`, even from the short form `list-style`. */
export function listStyle(style: string): string {
  return /list-style(?:-type)?\s*:\s*([a-z-]+)/.exec(style.toLowerCase())?.[1] ?? "";
}

/** Returns the mark of an item, unless it is a plain number. https://www.w3.org/TR/css-counter-styles-3/#simple-numeric */
export function markOf(number: number, counting: Counting): string | undefined {
  switch (counting) {
    case "decimal":
      return undefined;
    case "lower-alpha":
      return alphabetic(number);
    case "upper-alpha":
      return alphabetic(number)?.toUpperCase();
    case "lower-roman":
      return roman(number);
    case "upper-roman":
      return roman(number)?.toUpperCase();
  }
}

function alphabetic(number: number): string | undefined {
  if (number < 1) return undefined;
  let letters = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}

const romans: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(number: number): string | undefined {
  if (number < 1 || number > 3999) return undefined;
  let rest = number;
  let letters = "";
  for (const [value, sign] of romans) {
    letters += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return letters;
}
