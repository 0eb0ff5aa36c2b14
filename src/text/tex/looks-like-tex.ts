import { accents, bigOperators, functions, operators, ordinaries, spaces } from "./symbols.ts";

/** Commands that a formula may contain, whether or not they can be shown on one line. */
const knownCommands: ReadonlySet<string> = new Set([
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

/**
 * Returns whether the text between `\(` and `\)`, or `\[` and `\]`, is a formula rather than words, a search pattern or escaped brackets. Doubtful
 * cases do not count: they are shown as written.
 */
export function looksLikeTex(content: string, isDisplay: boolean): boolean {
  const text = content.trim();
  if (text === "" || text.includes("://")) return false;
  if ((text.match(/\\[A-Za-z]{2,}/g) ?? []).some((command) => knownCommands.has(command.slice(1))))
    return true;
  if (/\\[A-Za-z]{3,}\{/.test(text)) return true;
  // Escapes that TeX does not know belong to another language.
  if (/\\[^{}%$&#_ ,;:!|\\]/.test(text) || looksLikePattern.test(text)) return false;
  if (script.test(text)) return !holdsWords(text);
  if (longWord.test(text) || !/^[\w\s+\-*/=<>≤≥≠≈∈.,;:'!|()[\]{}]+$/.test(text)) return false;
  if (isDisplay) return relation.test(text);
  return /^[A-Za-z]'*$/.test(text) || relation.test(text) || operation.test(text);
}

/** Returns whether it contains words of a sentence, not only names of functions. */
function holdsWords(text: string): boolean {
  const words = text.match(/(?<![\\\w])[A-Za-z]{3,}(?=[:,.]?\s)/g) ?? [];
  return words.some((word) => !functions.has(word));
}

/** Matches `x^2`, `a_i` and `e^{-x}`, but not the underscore of `snake_case`. */
const script =
  /[\p{L}\p{N})}\]'|]\s*\^\s*[\p{L}\p{N}{(+\-*\\]|(?<![\p{L}\p{N}_])\p{L}_(?:[\p{L}\p{N}](?![\p{L}_])|\{)/u;
const relation = /[\w)}\]']\s*[=<>≤≥≠≈∈]\s*[\w({[\-+|]/;
/** Requires letters, since numbers alone are dates and counts. */
const operation =
  /(?:^|[\s(])\d*[A-Za-z]'*(?:\([A-Za-z]\))?\s*[+\-*]\s*[A-Za-z0-9(]|[A-Za-z0-9)]\s*[+\-*]\s*[A-Za-z](?:$|[\s)])|^[A-Za-z][([][A-Za-z](?: ?[,|] ?[A-Za-z])*[)\]]$/;
const longWord = /[A-Za-z]{3}/;
/** Matches features of regular expressions: repetition of anything, character classes, anchors, named groups. */
const looksLikePattern = /\.[*+?]|[\])][*+?]|\[\^|[A-Za-z0-9]-[A-Za-z0-9]\]|^\^|\$$|\(\?|\\\|/;
