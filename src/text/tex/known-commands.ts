import { accents, bigOperators, functions, operators, ordinaries, spaces } from "./symbols.ts";

/** Commands that a formula may contain, whether or not they can be shown as a line of signs. */
export const knownCommands: ReadonlySet<string> = new Set([
  ...ordinaries.keys(),
  ...operators.keys(),
  ...bigOperators.keys(),
  ...functions,
  ...spaces.keys(),
  ...accents.keys(),
  ...(
    "frac dfrac tfrac cfrac binom dbinom tbinom sqrt begin end text textrm textbf textit textsf texttt mathrm mathbb mathbf mathit " +
    "mathsf mathcal mathscr mathfrak mathop mathbin mathrel boldsymbol bm operatorname mbox underbrace overbrace underset overset " +
    "stackrel substack overrightarrow overleftarrow xrightarrow xleftarrow boxed cancel phantom tag label color not bmod pmod mod " +
    "prod limits displaystyle ddots iddots oint iiint wideparen underline overline"
  ).split(" "),
]);
