import { currentFolding, type Folding } from "./foldings.ts";

/** One word, or several that stand side by side. */
export interface Term {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly isPrefix: boolean;
}

/** Anybody's words as an index can be asked. */
export interface Question {
  /** All must occur. */
  readonly terms: readonly Term[];
  /** None may occur. */
  readonly without: readonly Term[];
  /** All words in the order typed, where that tells more than the terms do. */
  readonly inOrder: Term | undefined;
  /** A word with a star that is too short for a beginning. */
  readonly shortBeginning: string | undefined;
}

export interface ReadingOptions {
  /** Somebody is still typing: the last word is a beginning, unless a space or quote closes it. */
  readonly isTyping?: boolean;
  /** Of the index that is asked. */
  readonly folding?: Pick<Folding, "readPhrase">;
}

interface Typed extends Term {
  readonly isWithout: boolean;
  readonly isTooShort: boolean;
}

/** More would make a pasted page slow to find without finding it better. */
const maxWords = 12;
/** Phrases and beginnings, which cost the most; further ones are looked up as the single words they hold. */
const maxCostly = 4;
/** A comment that has more words than these is found by them wherever they stand. */
const maxInOrder = 5;
/** One-letter beginnings are too common to look up. */
const shortestPrefix = 2;
const chunks = /(?<=^|\s)(-(?!-))?(?:"([^"]*)"|([^\s"]+))|"([^"]*)"|[^\s"]+/gu;
const quotes = /[\u201c\u201d\u201e\u201f«»]/g;
const openPhrase = /(?:^|\s)-?"[^"]*$/;
const endsInWord = /[\p{L}\p{N}\p{M}]$/u;
/** What people or their keyboards put in front of a word for a hyphen. */
const leadingDashes = /(?<=^|\s)[\u2010-\u2014\u2212](?=\S)/gu;

/**
 * Reads anybody's text: words, `"a phrase"`, `begin*`, and a hyphen in front of any of them for what must not occur. Of many single words the
 * longest are taken, which are the rarest: together they find a passage as well as all of it.
 */
export function readQuestion(text: string, options: ReadingOptions = {}): Question {
  const typed = [...readTyped(text, options)];
  const wanted = typed.filter(({ isWithout }) => !isWithout);
  return {
    terms: chooseTerms(wanted),
    without: typed.filter(({ isWithout }) => isWithout),
    inOrder: allInOrder(wanted),
    shortBeginning: typed.find(({ isTooShort }) => isTooShort)?.words.at(-1),
  };
}

function* readTyped(
  text: string,
  { isTyping = false, folding = currentFolding }: ReadingOptions,
): Generator<Typed> {
  const line = text.replace(quotes, '"').replace(leadingDashes, "-");
  // A phrase that is not closed is one all the same, unless it is still being typed.
  const closed = !isTyping && openPhrase.test(line) ? `${line}"` : line;
  for (const match of closed.matchAll(chunks)) {
    const quoted = match[2] ?? match[4];
    const chunk = quoted ?? match[3] ?? match[0];
    const { words, isFirstLetter } = folding.readPhrase(chunk);
    const last = words.at(-1);
    if (last === undefined) continue;
    const isGoingOn =
      isTyping &&
      quoted === undefined &&
      match.index + match[0].length === closed.length &&
      endsInWord.test(chunk);
    const hasStar = chunk.endsWith("*");
    const isPrefix = isFirstLetter || ((isGoingOn || hasStar) && isLongEnough(last));
    yield { words, isPrefix, isWithout: match[1] !== undefined, isTooShort: hasStar && !isPrefix };
  }
}

/** Whether a term is more than one letter of an alphabet. */
export function isTelling({ words, isPrefix }: Term): boolean {
  return isPrefix || words.length > 1 || !/^[\p{L}\p{N}]$/u.test(words.join(""));
}

function isLongEnough(beginning: string): boolean {
  return [...beginning].length >= shortestPrefix;
}

function chooseTerms(typed: readonly Term[]): readonly Term[] {
  const terms: Term[] = [];
  const singles = new Set<string>();
  for (const { words, isPrefix } of typed) {
    const isBeginning = isPrefix && words.length <= maxWords;
    const isCostly = isBeginning || words.length > 1;
    if (isCostly && terms.length < maxCostly)
      terms.push({ words: words.slice(0, maxWords), isPrefix: isBeginning });
    else for (const single of words) singles.add(single);
  }
  const left = maxWords - terms.reduce((sum, { words }) => sum + words.length, 0);
  const longest = [...singles].toSorted((a, b) => b.length - a.length).slice(0, Math.max(0, left));
  const kept = new Set(longest);
  const wordsInOrder = [...singles].filter((single) => kept.has(single));
  return [...wordsInOrder.map((single) => ({ words: [single], isPrefix: false })), ...terms];
}

function allInOrder(typed: readonly Term[]): Term | undefined {
  const words = typed.flatMap((term) => term.words);
  return typed.length > 1 && words.length <= maxInOrder ? { words, isPrefix: false } : undefined;
}

/** All terms, in these columns. Words are quoted, and hold neither quotes nor operators. */
export function matchAll(terms: readonly Term[], columns: string): string {
  return `{${columns}} : (${terms.map(quote).join(" AND ")})`;
}

/** Any of the terms. */
export function matchAny(terms: readonly Term[], columns: string): string {
  return `{${columns}} : (${terms.map(quote).join(" OR ")})`;
}

function quote({ words, isPrefix }: Term): string {
  return `"${words.join(" ")}"${isPrefix ? " *" : ""}`;
}
