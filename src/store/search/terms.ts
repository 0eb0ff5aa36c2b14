import { withoutFacets } from "./facets.ts";

/** One word, or several that stand side by side. */
export interface Term {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly isPrefix: boolean;
}

/** More would make a pasted page slow to find without finding it better. */
const maxWords = 24;
/** Phrases and beginnings, which cost the most; further ones are looked up as the single words they hold. */
const maxCostly = 4;
/** One-letter beginnings are too common to look up. */
const shortestPrefix = 2;
const chunks = /"([^"]*)"|“([^“”]*)”|«([^«»]*)»|([^\s"“”«»]+)/gu;
const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/** Reads anybody's text as search terms. What is no letter or number separates words, as in the index. */
export function readTerms(text: string): readonly Term[] {
  const terms: Term[] = [];
  let left = maxWords;
  let costly = 0;
  for (const match of withoutFacets(text).matchAll(chunks)) {
    const typed = match[4];
    const words = wordsOf(match[1] ?? match[2] ?? match[3] ?? typed ?? "").slice(0, left);
    const last = words.at(-1);
    if (last === undefined) continue;
    left -= words.length;
    const isLast = match.index + match[0].length === text.length;
    const isOpen = typed !== undefined && (typed.endsWith("*") || (isLast && typed.endsWith(last)));
    const term = { words, isPrefix: isOpen && [...last].length >= shortestPrefix };
    if (term.isPrefix || words.length > 1) costly += 1;
    if (costly <= maxCostly) terms.push(term);
    else terms.push(...words.map((single) => ({ words: [single], isPrefix: false })));
    if (left === 0) break;
  }
  return terms;
}

export function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** All terms, in these columns. Words are quoted, and hold neither quotes nor operators. */
export function matchTerms(terms: readonly Term[], columns: string): string {
  return `{${columns}} : (${terms.map(quote).join(" AND ")})`;
}

/** All words side by side in the order typed; `undefined` for a single one. */
export function matchInOrder(terms: readonly Term[], columns: string): string | undefined {
  const words = terms.flatMap((term) => term.words);
  if (words.length < 2) return undefined;
  return `{${columns}} : ${quote({ words, isPrefix: terms.at(-1)?.isPrefix ?? false })}`;
}

function quote({ words, isPrefix }: Term): string {
  return `"${words.join(" ")}"${isPrefix ? " *" : ""}`;
}
