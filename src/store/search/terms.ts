import { withoutFacets } from "./facets.ts";

/** One word, or several that stand side by side. */
export interface Term {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly isPrefix: boolean;
}

/** More would make a pasted page slow to find without finding it better. */
const maxWords = 12;
/** Phrases and beginnings, which cost the most; further ones are looked up as the single words they hold. */
const maxCostly = 4;
/** A comment that has more words than these is found by them wherever they stand. */
const maxInOrder = 5;
/** One-letter beginnings are too common to look up. */
const shortestPrefix = 2;
const chunks = /"([^"]*)"|“([^“”]*)”|«([^«»]*)»|([^\s"“”«»]+)/gu;
const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * Reads anybody's text as search terms. What is no letter or number separates words, as in the index. Of many single words the longest are
 * taken, which are the rarest: together they find a passage as well as all of it.
 */
export function readTerms(text: string): readonly Term[] {
  const terms: Term[] = [];
  const singles = new Set<string>();
  for (const match of withoutFacets(text).matchAll(chunks)) {
    const typed = match[4];
    const words = wordsOf(match[1] ?? match[2] ?? match[3] ?? typed ?? "");
    const last = words.at(-1);
    if (last === undefined) continue;
    const isLast = match.index + match[0].length === text.length;
    const isOpen = typed !== undefined && (typed.endsWith("*") || (isLast && typed.endsWith(last)));
    const isPrefix = isOpen && [...last].length >= shortestPrefix && words.length <= maxWords;
    const isCostly = isPrefix || words.length > 1;
    if (isCostly && terms.length < maxCostly) terms.push({ words: words.slice(0, maxWords), isPrefix });
    else for (const single of words) singles.add(single);
  }
  const left = maxWords - terms.reduce((sum, { words }) => sum + words.length, 0);
  const longest = [...singles].toSorted((a, b) => b.length - a.length).slice(0, Math.max(0, left));
  const kept = new Set(longest);
  const wordsInOrder = [...singles].filter((single) => kept.has(single));
  return [...wordsInOrder.map((single) => ({ words: [single], isPrefix: false })), ...terms];
}

export function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** All terms, in these columns. Words are quoted, and hold neither quotes nor operators. */
export function matchTerms(terms: readonly Term[], columns: string): string {
  return `{${columns}} : (${terms.map(quote).join(" AND ")})`;
}

/** The words side by side in the order typed; `undefined` where that tells nothing more, or would cost more than it tells. */
export function matchInOrder(text: string, columns: string): string | undefined {
  const words = wordsOf(withoutFacets(text));
  const isPhrase = /^["“«][^"“”«»]*["”»]$/.test(text.trim());
  if (words.length < 2 || words.length > maxInOrder || isPhrase) return undefined;
  return `{${columns}} : ${quote({ words, isPrefix: false })}`;
}

function quote({ words, isPrefix }: Term): string {
  return `"${words.join(" ")}"${isPrefix ? " *" : ""}`;
}
