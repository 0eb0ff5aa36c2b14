import type { Document } from "./document.ts";
import { findClosestWords } from "./passage/closest-words.ts";
import { foldDocument, foldWords, isBeforeEnding, isWithinWord } from "./passage/folded-text.ts";
import { sliceDocument } from "./slice.ts";

/** Words of a document with their formatting. */
export interface Passage {
  readonly document: Document;
  /** True if these are the words asked for, apart from white space, quotes and dashes; false if they are the closest ones. */
  readonly isExact: boolean;
}

/**
 * Finds words in what a reader sees of the document, and cuts them out with their formatting. Never cuts words in half. `undefined`
 * if nothing comes close. Linear in the length of the document.
 */
export function findPassage(document: Document, words: string): Passage | undefined {
  const text = foldDocument(document);
  const wanted = foldWords(words);
  if (wanted === "") return undefined;
  const cut = (start: number, end: number) => {
    const first = text.positions[start];
    const last = text.positions[end - 1];
    return first === undefined || last === undefined ? document : sliceDocument(document, first, last);
  };
  for (let at = text.folded.indexOf(wanted); at >= 0; at = text.folded.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isHalf = isWithinWord(text, end) && !isBeforeEnding(text, end);
    if (isHalf || isWithinWord(text, at)) continue;
    return { document: cut(at, end), isExact: true };
  }
  const closest = findClosestWords(text, words);
  return closest && { document: cut(closest.start, closest.end), isExact: false };
}
