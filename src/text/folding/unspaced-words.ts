import { isUnspaced } from "./scripts.ts";

export interface PlacedWord {
  readonly word: string;
  readonly start: number;
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });
/** Readers of Chinese and Japanese do not agree where words end; only Katakana words have clear ends. */
const freelyCut = /[\p{Script=Han}\p{Script=Hiragana}]/u;
const mark = /\p{M}/u;

/** Cuts text without white space into words where its script has no spaces between them. */
export function cutUnspaced(text: string): readonly PlacedWord[] {
  if (![...text].some(isUnspaced)) return [{ word: text, start: 0 }];
  return [...segmenter.segment(text)].map(({ segment, index }) => ({ word: segment, start: index }));
}

/** Finds where a dictionary sees words begin, in text of any scripts. */
export function wordStartsOf(text: string): ReadonlySet<number> {
  return new Set([...segmenter.segment(text)].map(({ index }) => index));
}

/**
 * Returns whether a word may end between two letters, at least one of which belongs to a script without spaces.
 * @param isStart whether a dictionary sees a word begin there
 */
export function mayEndBetween(before: string, after: string, isStart: () => boolean): boolean {
  if (mark.test(after)) return false;
  if (isUnspaced(before) !== isUnspaced(after)) return true;
  return freelyCut.test(before) || freelyCut.test(after) || isStart();
}
