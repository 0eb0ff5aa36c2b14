import { foldName, readWords } from "../../text/folding/read-words.ts";
import { withoutFacets } from "./facets.ts";

/** Words of a question that must stand side by side. */
export interface Phrase {
  readonly words: readonly string[];
  /** The last is the first letter of a run without spaces: whatever begins with it is meant. */
  readonly isFirstLetter: boolean;
}

/** How an index writes words down, and so how it has to be asked. */
export interface Folding {
  /** Kept in the file: an index of another folding is built anew. */
  readonly version: number;
  /** Of the FTS5 tables. */
  readonly tokenizer: string;
  /** A text as it is handed to FTS5. */
  write(text: string): string;
  readPhrase(typed: string): Phrase;
  /** A name as it is compared with others. */
  foldName(name: string): string;
}

/** Lines that the tokenizer itself reads as `readWords` does, once these signs are out of the way; most are such. */
const plainLine = /^[\t\r -\]_-~‘’“”–—…]*$/;
const plainSigns = /[‘’“”–—…]/g;

function writeLine(line: string): string {
  if (plainLine.test(line)) return line.replace(plainSigns, " ");
  return readWords(line)
    .map(({ folded }) => folded)
    .join(" ");
}

/** What `text/folding/` makes of words. Raise the version with every change there that a reader of an index could notice. */
export const currentFolding: Folding = {
  version: 2,
  // The words come folded; everything that is not ASCII is a letter to this one.
  tokenizer: "ascii",
  write: (text) => text.split("\n").map(writeLine).join("\n"),
  readPhrase(typed) {
    const read = readWords(typed);
    const last = read.at(-1);
    const words = read.map(({ folded }) => folded);
    if (last?.run === undefined) return { words, isFirstLetter: false };
    // The pair before ends with the letter too, and may go on where it is asked for.
    const before = read.at(-2);
    const isPaired = before?.run?.isLast === false;
    return isPaired ? { words: words.slice(0, -1), isFirstLetter: false } : { words, isFirstLetter: true };
  },
  foldName,
};

/** Of indexes made until 2026-11-28, which had no number: FTS5 itself folded their words. */
const foldingBefore: Folding = {
  version: 1,
  tokenizer: "unicode61 remove_diacritics 2",
  write: (text) => withoutFacets(text),
  readPhrase: (typed) => ({
    words: withoutFacets(typed).match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [],
    isFirstLetter: false,
  }),
  foldName: (name) =>
    name
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
};

/** The folding to write to an index and to ask it with; one that this program does not know is taken for the current one. */
export function foldingOf(version: unknown): Folding {
  return version === undefined || version === null ? foldingBefore : currentFolding;
}
