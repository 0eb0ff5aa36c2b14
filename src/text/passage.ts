import type { Document } from "./document.ts";
import { type LeafPosition, leavesOf, sliceDocument } from "./slice.ts";

/** Words of a document with the formatting they have there. */
export interface Passage {
  readonly document: Document;
  /** Whether it is what was asked for, white space, quotes and dashes folded; else the closest there is. */
  readonly isExact: boolean;
}

/** Less in common than this is another text. */
const leastOverlap = 0.4;

const folds: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032`´]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033«»]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u00a0\u2000-\u200a\u202f\u3000\n\t\r]/g, " "],
];

/**
 * Finds words in what a reader sees of the document and cuts them out with their formatting. `undefined` when nothing comes close.
 * Linear in the length of the document.
 */
export function findPassage(document: Document, words: string): Passage | undefined {
  const text = foldedText(document);
  const wanted = fold(words)
    .replace(/ +/g, "")
    .replace(/\.\.\./g, "…");
  if (wanted === "") return undefined;
  const at = text.squeezed.indexOf(wanted);
  if (at >= 0) return { document: cut(document, text, at, at + wanted.length), isExact: true };
  const closest = findClosest(text, words);
  if (closest === undefined) return undefined;
  return { document: cut(document, text, closest.start, closest.end), isExact: false };
}

interface FoldedText {
  /** Without any white space, so that no difference in it matters. */
  readonly squeezed: string;
  /** Where each character of it comes from. */
  readonly positions: readonly LeafPosition[];
  /** Where words start in `squeezed`. */
  readonly wordStarts: readonly number[];
}

function foldedText(document: Document): FoldedText {
  let squeezed = "";
  const positions: LeafPosition[] = [];
  const wordStarts: number[] = [];
  let isStart = true;
  leavesOf(document).forEach((leaf, index) => {
    if (leaf.startsLine) isStart = true;
    for (let offset = 0; offset < leaf.text.length; offset++) {
      const character = fold(leaf.text.charAt(offset));
      if (character === " ") isStart = true;
      else {
        if (isStart) wordStarts.push(squeezed.length);
        isStart = false;
        // Three dots and the sign for them are the same to a reader.
        const isDots = leaf.text.startsWith("...", offset);
        squeezed += isDots ? "…" : character;
        positions.push({ leaf: index, offset, length: isDots ? 3 : 1 });
        if (isDots) offset += 2;
      }
    }
  });
  return { squeezed, positions, wordStarts };
}

function fold(text: string): string {
  let folded = text;
  for (const [pattern, replacement] of folds) folded = folded.replace(pattern, replacement);
  return folded;
}

/** The stretch of as many words that has most of the wanted ones, trimmed to words that were wanted. */
function findClosest(
  text: FoldedText,
  words: string,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = new Map<string, number>();
  for (const word of fold(words).split(" ").map(bareWord)) {
    if (word !== "") wanted.set(word, (wanted.get(word) ?? 0) + 1);
  }
  const count = [...wanted.values()].reduce((sum, each) => sum + each, 0);
  const found = text.wordStarts.map((start, index) => {
    return bareWord(text.squeezed.slice(start, text.wordStarts[index + 1] ?? text.squeezed.length));
  });
  const best = bestWindow(found, wanted, count);
  if (best === undefined || best.hits < leastOverlap * count) return undefined;
  let { first, last } = best;
  while (first < last && !wanted.has(found[first] ?? "")) first++;
  while (last > first && !wanted.has(found[last] ?? "")) last--;
  const start = text.wordStarts[first] ?? 0;
  return { start, end: text.wordStarts[last + 1] ?? text.squeezed.length };
}

function bestWindow(
  found: readonly string[],
  wanted: ReadonlyMap<string, number>,
  size: number,
): { readonly first: number; readonly last: number; readonly hits: number } | undefined {
  const missing = new Map(wanted);
  let hits = 0;
  let best: { first: number; last: number; hits: number } | undefined;
  found.forEach((word, last) => {
    const left = missing.get(word);
    if (left !== undefined) {
      if (left > 0) hits++;
      missing.set(word, left - 1);
    }
    const gone = found[last - size] ?? "";
    const owed = last >= size ? missing.get(gone) : undefined;
    if (owed !== undefined) {
      if (owed >= 0) hits--;
      missing.set(gone, owed + 1);
    }
    if (hits > (best?.hits ?? 0)) best = { first: Math.max(0, last - size + 1), last, hits };
  });
  return best;
}

function bareWord(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function cut(document: Document, text: FoldedText, start: number, end: number): Document {
  const first = text.positions[start];
  const last = text.positions[end - 1];
  if (first === undefined || last === undefined) return document;
  return sliceDocument(document, first, last);
}
