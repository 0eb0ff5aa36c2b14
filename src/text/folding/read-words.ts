import { clustersOf } from "./clusters.ts";
import { foldLetters } from "./fold-letters.ts";
import { isFoundInParts } from "./scripts.ts";

/** A word of a text, with its position. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /**
   * In a run of letters without spaces, each letter forms a word with the next, and the last one is a word alone, so every part of
   * the run is a phrase of such pairs. `letterEnd` is the end of the first letter.
   */
  readonly run?: { readonly isLast: boolean; readonly letterEnd: number };
}

interface Letter {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Common characters that separate words just as white space does. */
const chunks = /[^\s‘’“”–—…]+/g;
// A caret between two of them is one way to write a superscript.
const plainWords = /[A-Za-z0-9]+(?:\^+[A-Za-z0-9]+)*/g;
const isPlain = /^[\0-\x7f]*$/;
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const pictured = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
/** A superscript figure after a word that is longer than a unit or a variable is the mark of a note. */
const raisedFigure = /^[⁰¹²³⁴-⁹]$/u;
const tint = /^\p{Emoji_Modifier}/u;
const longestUnit = 3;
const firstPictured = "\u00ff";
/** Clusters that most texts repeat, such as quotes and dashes. */
const remembered = new Map<string, string>();
const mostRemembered = 4_000;

/** Reads the words of a text as the search index has them. Anything but letters, numbers, emoji and invisible characters separates words. */
export function readWords(text: string): readonly Word[] {
  const words: Word[] = [];
  chunks.lastIndex = 0;
  for (let chunk = chunks.exec(text); chunk !== null; chunk = chunks.exec(text)) {
    if (isPlain.test(chunk[0])) readPlainWords(chunk[0], chunk.index, words);
    else for (const word of new ChunkReader(chunk[0], chunk.index).read()) words.push(...inPairs(word));
  }
  return words;
}

function readPlainWords(chunk: string, from: number, words: Word[]): void {
  plainWords.lastIndex = 0;
  for (let found = plainWords.exec(chunk); found !== null; found = plainWords.exec(chunk)) {
    const [word] = found;
    const folded = (word.includes("^") ? word.replaceAll("^", "") : word).toLowerCase();
    const start = from + found.index;
    words.push({ folded, start, end: start + word.length });
  }
}

/** Joins the words with spaces and leaves runs without spaces whole. For names, which are compared as a whole. */
export function foldName(text: string): string {
  return [...text.matchAll(chunks)]
    .flatMap(({ 0: chunk }) => new ChunkReader(chunk, 0).read())
    .map((word) => word.map(({ folded }) => folded).join(""))
    .join(" ");
}

function inPairs(word: readonly Letter[]): readonly Word[] {
  const [first] = word;
  const last = word.at(-1);
  if (first === undefined || last === undefined) return [];
  if (!isFoundInParts(first.folded))
    return [{ folded: word.map(({ folded }) => folded).join(""), start: first.start, end: last.end }];
  return word.map(({ folded, start, end }, place) => {
    const next = word[place + 1];
    const run = { isLast: next === undefined, letterEnd: end };
    return { folded: folded + (next?.folded ?? ""), start, end: next?.end ?? end, run };
  });
}

/** Reads the letters of text without white space, grouped by word. */
class ChunkReader {
  readonly #chunk: string;
  readonly #start: number;
  readonly #words: Letter[][] = [];
  #word: Letter[] = [];

  constructor(chunk: string, start: number) {
    this.#chunk = chunk;
    this.#start = start;
  }

  read(): readonly (readonly Letter[])[] {
    for (const { text, start } of clustersOf(this.#chunk)) {
      if (raisedFigure.test(text) && this.#isLongWord()) this.#close();
      const place = { start: this.#start + start, end: this.#start + start + text.length };
      const folded = foldOnce(text);
      if (tint.test(text)) this.#extend(place.end);
      for (const character of folded) this.#add({ folded: character, ...place });
    }
    this.#close();
    return this.#words;
  }

  #add(letter: Letter): void {
    const { folded } = letter;
    const last = this.#word.at(-1);
    if (folded > firstPictured && pictured.test(folded)) {
      const isFlag = isIndicator(folded) && this.#word.length === 1 && isIndicator(last?.folded);
      if (!isFlag) this.#close();
      this.#word.push(letter);
    } else if (wordCharacter.test(folded)) {
      const isOther = last !== undefined && isFoundInParts(last.folded) !== isFoundInParts(folded);
      if (isOther || (last !== undefined && pictured.test(last.folded))) this.#close();
      this.#word.push(letter);
    } else if (folded !== "^") this.#close();
  }

  /** Extends a word up to `end`: a skin tone belongs to its emoji. */
  #extend(end: number): void {
    const last = this.#word.pop();
    if (last !== undefined) this.#word.push({ ...last, end });
  }

  #isLongWord(): boolean {
    return this.#word.length > longestUnit && /\p{L}/u.test(this.#word.at(-1)?.folded ?? "");
  }

  #close(): void {
    if (this.#word.length > 0) this.#words.push(this.#word);
    this.#word = [];
  }
}

function isIndicator(character: string | undefined): boolean {
  return character !== undefined && /\p{Regional_Indicator}/u.test(character);
}

function foldOnce(cluster: string): string {
  const known = remembered.get(cluster);
  if (known !== undefined) return known;
  const folded = foldLetters(cluster);
  if (remembered.size < mostRemembered) remembered.set(cluster, folded);
  return folded;
}
