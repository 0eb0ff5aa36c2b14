import { currentFolding, type Folding } from "./foldings.ts";

/** One word, or several side by side. */
export interface Term {
  readonly words: readonly string[];
  /** True if the last word is only a beginning. */
  readonly isPrefix: boolean;
}

/** A search as typed, in a form that an index can answer. */
export interface Question {
  /** Terms that must all occur. */
  readonly terms: readonly Term[];
  /** Terms of which none may occur. */
  readonly without: readonly Term[];
  /** All words in the order typed, if that says more than the terms do. */
  readonly inOrder: Term | undefined;
  /** A word with a star that is too short to search for. */
  readonly shortBeginning: string | undefined;
  /** True if not everything typed is searched for. */
  readonly isShortened: boolean;
}

export interface ReadingOptions {
  /** True while someone is typing: the last word is then a beginning, unless a space or quote closes it. */
  readonly isTyping?: boolean;
  /** The folding of the index to search. */
  readonly folding?: Pick<Folding, "readPhrase">;
}

interface Typed extends Term {
  readonly isWithout: boolean;
  readonly isTooShort: boolean;
}

/** With a pasted page, more words would slow down the search without improving it. */
export const maxWords = 12;
/** The most phrases and beginnings, which cost the most. Further ones are searched for as single words. */
const maxCostly = 4;
/** With more words than this, the words themselves find a comment, whatever their order. */
const maxInOrder = 5;
/** One-letter beginnings are too common to search for. */
const shortestPrefix = 2;
const chunks = /(?<=^|\s)(-(?!-))?(?:"([^"]*)"|([^\s"]+))|"([^"]*)"|[^\s"]+/gu;
const quotes = /[\u201c\u201d\u201e\u201f«»]/g;
const openPhrase = /(?:^|\s)-?"[^"]*$/;
const endsInWord = /[\p{L}\p{N}\p{M}]$/u;
/** Characters that people or their keyboards use for a hyphen before a word. */
const leadingDashes = /(?<=^|\s)[\u2010-\u2014\u2212](?=\S)/gu;

/**
 * Reads a search as typed: words, `"a phrase"`, `begin*`, and a hyphen before any of them to exclude it. Of many single words, only
 * the longest, which are the rarest, are searched for: they find a passage as well as all its words would.
 */
export function readQuestion(text: string, options: ReadingOptions = {}): Question {
  const typed = [...readTyped(text, options)];
  const wanted = typed.filter(({ isWithout }) => !isWithout);
  return {
    ...chooseTerms(wanted),
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
  // An unclosed phrase still counts as one, unless someone is still typing it.
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

/** Returns whether a term is more than one letter of an alphabet. */
export function isTelling({ words, isPrefix }: Term): boolean {
  return isPrefix || words.length > 1 || !/^[\p{L}\p{N}]$/u.test(words.join(""));
}

function isLongEnough(beginning: string): boolean {
  return [...beginning].length >= shortestPrefix;
}

function chooseTerms(typed: readonly Term[]): Pick<Question, "terms" | "isShortened"> {
  const terms: Term[] = [];
  let isShortened = false;
  const singles = new Set<string>();
  for (const { words, isPrefix } of typed) {
    const isBeginning = isPrefix && words.length <= maxWords;
    const isCostly = isBeginning || words.length > 1;
    if (isCostly && terms.length < maxCostly) {
      terms.push({ words: words.slice(0, maxWords), isPrefix: isBeginning });
      isShortened ||= words.length > maxWords;
    } else for (const single of words) singles.add(single);
  }
  const left = maxWords - terms.reduce((sum, { words }) => sum + words.length, 0);
  const longest = [...singles].toSorted((a, b) => b.length - a.length).slice(0, Math.max(0, left));
  const kept = new Set(longest);
  const wordsInOrder = [...singles].filter((single) => kept.has(single));
  return {
    terms: [...wordsInOrder.map((single) => ({ words: [single], isPrefix: false })), ...terms],
    isShortened: isShortened || kept.size < singles.size,
  };
}

function allInOrder(typed: readonly Term[]): Term | undefined {
  const words = typed.flatMap((term) => term.words);
  return typed.length > 1 && words.length <= maxInOrder ? { words, isPrefix: false } : undefined;
}
