import { bigOperators, operators, ordinaries } from "./symbols.ts";

/** Commands of characters, which determine their spacing; characters on a keyboard need none. */
export const commandOf: ReadonlyMap<string, string> = new Map(
  [...ordinaries, ...operators, ...bigOperators]
    .filter(([, sign]) => !/^[ -~]$/.test(sign))
    .map(([command, sign]): [string, string] => [sign, command])
    .reverse(),
);

/** Commands for the characters that MathML puts above a letter, by their form in TeX. */
export const accentCommands: ReadonlyMap<string, string> = new Map([
  ["^", "hat"],
  ["ˆ", "hat"],
  ["~", "tilde"],
  ["˜", "tilde"],
  ["\\sim", "tilde"],
  ["¯", "bar"],
  ["‾", "bar"],
  ["-", "bar"],
  ["\\to", "vec"],
  ["\\rightarrow", "vec"],
  ["⃗", "vec"],
  [".", "dot"],
  ["˙", "dot"],
  ["¨", "ddot"],
  ["ˇ", "check"],
]);
