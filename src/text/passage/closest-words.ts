import { foldName } from "../folding/read-words.ts";
import { cutUnspaced } from "../folding/unspaced-words.ts";
import { fewestChanges } from "./fewest-changes.ts";
import type { FoldedText } from "./folded-text.ts";

/** With less in common than this, it is a different text. */
const leastOverlap = 0.4;

/**
 * Finds the place of the words that come closest to the wanted ones: near the stretch of the same number of words that has most of
 * them, the words that take the fewest changes to become the wanted ones.
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
  const from = Math.max(0, best.last + 1 - 2 * wanted.length);
  const near = texts.slice(from, best.last + 1 + wanted.length);
  const closest = fewestChanges(near, wanted);
  const start = found[from + closest.first];
  const end = found[from + closest.last];
  if (start === undefined || end === undefined) return undefined;
  return { start: start.start, end: end.end };
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
