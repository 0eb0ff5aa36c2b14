import { foldName, readWords } from "../text/folding/read-words.ts";
import { currentFacets, type Facets, facetsBefore, withoutFacets } from "./facets.ts";

/** Words of a search that must be side by side. */
interface Phrase {
  readonly words: readonly string[];
  /** True if the last word is the first letter of a run without spaces, which matches anything that begins with it. */
  readonly isFirstLetter: boolean;
}

/** The way in which an index writes words, and how to search for them. */
export interface Folding {
  /** Stored in the index: one with another version is rebuilt. */
  readonly version: number;
  /** Tokenizer of the FTS5 tables. */
  readonly tokenizer: string;
  /** Prepares a text for FTS5. */
  write(text: string): string;
  readPhrase(typed: string): Phrase;
  /** Prepares a name for comparison. */
  foldName(name: string): string;
  /** Index words that stand for facts. */
  readonly facets: Facets;
}

/** Matches lines that the tokenizer reads just as `readWords` does once these characters are gone; most lines are such. */
const plainLine = /^[\t\r -\]_-~‘’“”–—…]*$/;
const plainSigns = /[‘’“”–—…]/g;

function writeLine(line: string): string {
  if (plainLine.test(line)) return line.replace(plainSigns, " ");
  return readWords(line)
    .map(({ folded }) => folded)
    .join(" ");
}

/** The folding of `text/folding/`. Raise the version with every change there, or to the facets, that alters search results. */
export const currentFolding: Folding = {
  version: 3,
  // The words come folded. This tokenizer treats everything outside ASCII as a letter.
  tokenizer: "ascii",
  write: (text) => text.split("\n").map(writeLine).join("\n"),
  readPhrase(typed) {
    const read = readWords(typed);
    const last = read.at(-1);
    const words = read.map(({ folded }) => folded);
    if (last?.run === undefined) return { words, isFirstLetter: false };
    // The pair before ends with this letter too, and the run may continue after it.
    const before = read.at(-2);
    const isPaired = before?.run?.isLast === false;
    return isPaired ? { words: words.slice(0, -1), isFirstLetter: false } : { words, isFirstLetter: true };
  },
  foldName,
  facets: currentFacets,
};

/** The folding of indexes made until 2026-11-30. */
const foldingWithoutSites: Folding = { ...currentFolding, version: 2, facets: facetsBefore };

/** The folding of indexes made until 2026-11-28. They had no version, and FTS5 itself folded their words. */
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
  facets: facetsBefore,
};

/** Picks the folding with which to write and search an index. An unknown version counts as the current one. */
export function foldingOf(version: unknown): Folding {
  if (version === undefined || version === null) return foldingBefore;
  return version === foldingWithoutSites.version ? foldingWithoutSites : currentFolding;
}
