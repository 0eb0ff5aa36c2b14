import { foldName } from "../folding/read-words.ts";
import { cutUnspaced } from "../folding/unspaced-words.ts";
import type { FoldedText } from "./folded-text.ts";

/** Less in common than this is another text. */
const leastOverlap = 0.4;
/** How many places a single word may stand off and still be taken for the wanted one: many occur all over a text. */
const slack = 2;

/**
 * Where in the text the words are that come closest to the wanted ones: the stretch of as many words that has most of them, moved and
 * stretched so that the first and the last that agree stand in the same places.
 */
export function findClosestWords(
  text: FoldedText,
  words: string,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = words
    .split(/\s+/)
    .flatMap((chunk) => cutUnspaced(chunk).map(({ word }) => bareWord(word)))
    .filter((word) => word !== "");
  // Signs that stand alone are no words, yet have a place in the text.
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

/** Where the wanted words would begin, judged by the first that the text has: two in a row near the window, or one in its very place. */
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

/** How many words in front of a place stand for the wanted ones: as many, or more where they were written as one. */
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

/** The place closest to `around` where the words stand one after another. */
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
