import { bigOperators, operators, ordinaries } from "./symbols.ts";

/** The command that writes a sign, which says how it is spaced; signs of the keyboard need none. */
export const commandOf: ReadonlyMap<string, string> = new Map(
  [...ordinaries, ...operators, ...bigOperators]
    .filter(([, sign]) => !/^[ -~]$/.test(sign))
    .map(([command, sign]): [string, string] => [sign, command])
    .reverse(),
);

/** Commands for what MathML puts above a letter, by how it is written as TeX. */
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
