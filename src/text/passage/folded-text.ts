import type { Document } from "../document.ts";
import { type LeafPosition, leavesOf } from "../slice.ts";

/** What a reader sees of a document, without the differences that do not matter between two who copy it. */
export interface FoldedText {
  /** White space stands in it only where it parts two words, as a single space. */
  readonly folded: string;
  /** The characters of `folded` as the document has them, one for one. */
  readonly shown: string;
  /** Where each character of `folded` comes from. */
  readonly positions: readonly LeafPosition[];
  /** Where in `folded` what stands between white space begins, in order. */
  readonly wordStarts: ReadonlySet<number>;
}

const folds: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032`´]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033«»]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  // What joins or hides without being seen, as the mirror's own signs against pings.
  [/\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff|\ufe0f/g, ""],
];
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
/** Joins a word to another; a dash does not. */
const joinsWords = /['\u2018\u2019\u2010\u2011-]/;

export function foldDocument(document: Document): FoldedText {
  const builder = new Builder();
  leavesOf(document).forEach((leaf, index) => {
    if (leaf.startsLine) builder.space();
    for (let offset = 0; offset < leaf.text.length; offset++) {
      // Three dots and the sign for them are the same to a reader.
      const length = leaf.text.startsWith("...", offset) ? 3 : 1;
      builder.add(leaf.text.slice(offset, offset + length), { leaf: index, offset, length });
      offset += length - 1;
    }
  });
  return builder;
}

/** Words that somebody typed or copied, folded the same way. */
export function foldWords(words: string): string {
  const builder = new Builder();
  for (const character of words.replaceAll("...", "…").split(""))
    builder.add(character, { leaf: 0, offset: 0, length: 1 });
  return builder.folded;
}

/** Whether a cut in front of this character would leave half of a word, such as `able` of `unable` or `can` of `can't`. */
export function isWithinWord({ shown, wordStarts }: FoldedText, at: number): boolean {
  const isWord = (index: number) => wordCharacter.test(shown.charAt(index));
  const isJoint = (index: number) =>
    joinsWords.test(shown.charAt(index)) && !wordStarts.has(index) && !wordStarts.has(index + 1);
  if (wordStarts.has(at) || at === 0) return false;
  if (isWord(at - 1)) return isWord(at) || (isJoint(at) && isWord(at + 1));
  return isWord(at) && isJoint(at - 1) && isWord(at - 2);
}

class Builder implements FoldedText {
  folded = "";
  shown = "";
  readonly positions: LeafPosition[] = [];
  readonly wordStarts = new Set<number>();
  #isSpaced = true;

  space(): void {
    this.#isSpaced = true;
  }

  add(shown: string, position: LeafPosition): void {
    if (/^\s$/.test(shown)) {
      this.space();
      return;
    }
    const folded = shown === "..." ? "…" : fold(shown);
    for (const character of folded.split("")) {
      if (this.#isSpaced) this.#startWord(character);
      this.#isSpaced = false;
      this.#push(character, shown.length === 1 ? shown : "…", position);
    }
  }

  #startWord(next: string): void {
    const last = this.positions.at(-1);
    const parts = wordCharacter.test(this.folded.slice(-1)) && wordCharacter.test(next);
    if (parts && last !== undefined) this.#push(" ", " ", last);
    this.wordStarts.add(this.folded.length);
  }

  #push(folded: string, shown: string, position: LeafPosition): void {
    this.folded += folded;
    this.shown += shown;
    this.positions.push(position);
  }
}

function fold(character: string): string {
  if (character < "\u0080" && character !== "`") return character;
  let folded = character;
  for (const [pattern, replacement] of folds) folded = folded.replace(pattern, replacement);
  // Raised and lowered figures, ligatures and wide forms are written either way.
  return folded === "…" ? folded : folded.normalize("NFKC").replace(/\s/g, "");
}
