import { foldName } from "../folding/read-words.ts";
import { cutUnspaced } from "../folding/unspaced-words.ts";
import type { FoldedText } from "./folded-text.ts";

/** With less in common than this, it is a different text. */
const leastOverlap = 0.4;
/** How far a word may be from its place and still count as the wanted one: many words occur all over a text. */
const slack = 2;

/**
 * Finds the place of the words that come closest to the wanted ones: the stretch of the same number of words that has most of them,
 * moved and stretched until the first and the last matching words are in the same places.
 */
export function findClosestWords(
  text: FoldedText,
  words: string,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = words
    .split(/\s+/)
    .flatMap((chunk) => cutUnspaced(chunk).map(({ word }) => bareWord(word)))
    .filter((word) => word !== "");
  // Characters that stand alone are not words, yet have a place in the text.
  const starts = [...text.wordStarts];
  const found = starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.folded.length;
    return cutUnspaced(text.folded.slice(start, end)).flatMap((piece) => {
      const word = bareWord(piece.word);
      const from = start + piece.start;
      return word === "" ? [] : [{ word, start: from, end: from + piece.word.length }];
    });
  });
  const texts = found.map(({ word }) => word);
  const best = bestWindow(texts, wanted);
  if (best === undefined || best.hits < leastOverlap * wanted.length) return undefined;
  const first = alignedStart(texts, wanted, best.last - wanted.length + 1);
  const fromEnd = alignedStart(texts.toReversed(), wanted.toReversed(), texts.length - 1 - best.last);
  const start = found[first];
  const end = found[texts.length - 1 - fromEnd];
  if (start === undefined || end === undefined || end.start < start.start) return undefined;
  return { start: start.start, end: end.end };
}

/**
 * Returns where the wanted words would begin, judging by the first that the text has: two in a row near the window, or one in
 * exactly its place.
 */
function alignedStart(texts: readonly string[], wanted: readonly string[], windowStart: number): number {
  for (let index = 0; index < wanted.length; index++) {
    const around = windowStart + index;
    const pair = wanted.slice(index, index + 2);
    const place =
      (pair.length === 2 ? nearest(texts, pair, around, wanted.length + 2) : undefined) ??
      nearest(texts, pair.slice(0, 1), around, slack);
    if (place !== undefined) return Math.max(0, place - countBefore(texts, place, wanted.slice(0, index)));
  }
  return Math.max(0, windowStart);
}

/** Counts the words before a place that match the wanted ones: the same number, or more where several were written as one. */
function countBefore(texts: readonly string[], place: number, wanted: readonly string[]): number {
  const length = wanted.join("").length;
  let count = 0;
  for (let covered = 0; count < place; count++) {
    const word = texts[place - count - 1]?.length ?? 0;
    if (covered + word / 2 > length) break;
    covered += word;
  }
  return Math.max(count, wanted.length);
}

/** Returns the place closest to `around` where the words follow one another. */
function nearest(
  texts: readonly string[],
  words: readonly string[],
  around: number,
  reach: number,
): number | undefined {
  const isAt = (place: number) => words.every((word, offset) => texts[place + offset] === word);
  for (let distance = 0; distance <= reach; distance++) {
    if (isAt(around - distance)) return around - distance;
    if (isAt(around + distance)) return around + distance;
  }
  return undefined;
}

function bestWindow(
  found: readonly string[],
  wanted: readonly string[],
): { readonly last: number; readonly hits: number } | undefined {
  const missing = new Map<string, number>();
  for (const word of wanted) missing.set(word, (missing.get(word) ?? 0) + 1);
  let hits = 0;
  let best: { last: number; hits: number } | undefined;
  found.forEach((word, last) => {
    const left = missing.get(word);
    if (left !== undefined) {
      if (left > 0) hits++;
      missing.set(word, left - 1);
    }
    const gone = found[last - wanted.length] ?? "";
    const owed = last >= wanted.length ? missing.get(gone) : undefined;
    if (owed !== undefined) {
      if (owed >= 0) hits--;
      missing.set(gone, owed + 1);
    }
    if (hits > (best?.hits ?? 0)) best = { last, hits };
  });
  return best;
}

function bareWord(word: string): string {
  return foldName(word).replaceAll(" ", "");
}
