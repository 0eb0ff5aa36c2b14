import type { Document } from "../document.ts";
import { clustersOf } from "../folding/clusters.ts";
import { foldForPassage } from "../folding/fold-passage.ts";
import { isFoundInParts, isUnspaced } from "../folding/scripts.ts";
import { mayEndBetween, wordStartsOf } from "../folding/unspaced-words.ts";
import { type LeafPosition, leavesOf } from "../slice.ts";

/** The visible text of a document, without the differences that can arise when people copy it. */
export interface FoldedText {
  /** Contains white space only between words, as single spaces. */
  readonly folded: string;
  /** The characters of `folded`, one for one, as the document writes them. */
  readonly shown: string;
  /** The origin of each character of `folded`. */
  readonly positions: readonly LeafPosition[];
  /** Positions in `folded` where stretches without white space begin, in order. */
  readonly wordStarts: ReadonlySet<number>;
  /** Positions in `folded` where a dictionary sees words begin, for scripts without spaces. */
  unspacedStarts(): ReadonlySet<number>;
}

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
/** Matches characters that join two words; a dash does not. */
const joinsWords = /['\u2018\u2019\u2010\u2011-]/;

export function foldDocument(document: Document): FoldedText {
  const builder = new Builder();
  leavesOf(document).forEach((leaf, index) => {
    if (leaf.startsLine) builder.space();
    for (const { text, start } of clustersOf(leaf.text))
      builder.add(text, { leaf: index, offset: start, length: text.length });
  });
  return builder;
}

/** Folds words that someone typed or copied in the same way. */
export function foldWords(words: string): string {
  const builder = new Builder();
  for (const { text } of clustersOf(words)) builder.add(text, { leaf: 0, offset: 0, length: text.length });
  return builder.folded;
}

/** Returns whether a cut before this character would leave half a word, such as `able` of `unable` or `can` of `can't`. */
export function isWithinWord(text: FoldedText, at: number): boolean {
  const { shown, wordStarts } = text;
  const isWord = (index: number) => wordCharacter.test(shown.charAt(index));
  const isJoint = (index: number) =>
    joinsWords.test(shown.charAt(index)) && !wordStarts.has(index) && !wordStarts.has(index + 1);
  if (wordStarts.has(at) || at === 0) return false;
  const [before, after] = [shown.charAt(at - 1), shown.charAt(at)];
  if (isWord(at - 1) && isWord(at) && (isUnspaced(before) || isUnspaced(after)))
    return !mayEndBetween(before, after, () => text.unspacedStarts().has(at));
  if (isWord(at - 1)) return isWord(at) || (isJoint(at) && isWord(at + 1));
  return isWord(at) && isJoint(at - 1) && isWord(at - 2);
}

/** Returns whether a word may be cut here because the rest can be an ending: Korean attaches its particles. */
export function isBeforeEnding({ shown }: FoldedText, at: number): boolean {
  return [shown.charAt(at - 1), shown.charAt(at)].every(
    (letter) => isFoundInParts(letter) && !isUnspaced(letter),
  );
}

class Builder implements FoldedText {
  folded = "";
  shown = "";
  readonly positions: LeafPosition[] = [];
  readonly wordStarts = new Set<number>();
  #isSpaced = true;
  /** Kept separately: reading it from the growing text would copy the text each time. */
  #last = "";
  #unspacedStarts: ReadonlySet<number> | undefined;

  space(): void {
    this.#isSpaced = true;
  }

  unspacedStarts(): ReadonlySet<number> {
    this.#unspacedStarts ??= wordStartsOf(this.folded);
    return this.#unspacedStarts;
  }

  add(cluster: string, position: LeafPosition): void {
    if (/^\s$/.test(cluster)) {
      this.space();
      return;
    }
    for (const character of foldForPassage(cluster).split("")) {
      if (this.#isSpaced) this.#startWord(character);
      this.#isSpaced = false;
      const isShown = wordCharacter.test(character) || character === "…";
      this.#push(character, isShown ? character : cluster.charAt(0), position);
    }
  }

  #startWord(next: string): void {
    const last = this.positions.at(-1);
    const parts = wordCharacter.test(this.#last) && wordCharacter.test(next);
    if (parts && last !== undefined) this.#push(" ", " ", last);
    this.wordStarts.add(this.folded.length);
  }

  #push(folded: string, shown: string, position: LeafPosition): void {
    this.folded += folded;
    this.#last = folded;
    this.shown += shown;
    this.positions.push(position);
  }
}
