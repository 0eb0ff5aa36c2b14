import { createHash } from "node:crypto";
import { readWords } from "../../text/folding/read-words.ts";

/** Marks a word of the author's name or the post's title. No word of a text has this private character. */
const nameMark = "\ue001";
/** Longer words are cut, with a hash of the whole. Postgres stores up to 2,046 bytes. */
const longestWord = 200;
/** Positions that a vector can keep: of all words, and of one. */
const mostPositions = 16_383;
const mostRepeated = 255;
/** Bytes that the words of a comment may have in a vector, which exists twice for the best comments. */
const mostBytes = 400_000;

/** The words of a comment, ready to be written into a vector. */
export interface IndexedWords {
  /** Words with their positions, in the order of their first occurrence. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** All words in their order if a vector cannot keep every position; each is between two spaces. */
  readonly longText: string | null;
}

/** Reads the words of a comment's text, and of the names that belong to it. */
export function readIndexed(text: string, names: string): IndexedWords {
  const said = readWords(text).map(({ folded }) => shortened(folded));
  const named = readWords(names).map(({ folded }) => inName(shortened(folded)));
  const positions = new Map<string, number[]>();
  let isLong = false;
  for (const words of [said, named]) {
    isLong ||= words.length > mostPositions;
    for (const [index, word] of words.entries()) {
      const known = positions.get(word);
      if (known === undefined) positions.set(word, [index + 1]);
      else if (known.push(index + 1) > mostRepeated) isLong = true;
    }
  }
  return { positions, longText: isLong ? ` ${said.join(" ")} \n ${named.join(" ")} ` : null };
}

/**
 * Writes a vector, as text.
 * @param cells parts of the index that contain the comment
 */
export function writeVector(
  { positions, longText }: IndexedWords,
  facets: readonly string[],
  cells: readonly string[],
): string {
  const parts: string[] = [];
  for (const cell of cells) {
    for (const facet of facets) parts.push(lexeme(cell, facet));
    let bytes = 0;
    for (const [word, places] of positions) {
      bytes += Buffer.byteLength(word);
      if (bytes > mostBytes) break;
      parts.push(longText === null ? `${lexeme(cell, word)}:${places.join(",")}` : lexeme(cell, word));
    }
  }
  return parts.join(" ");
}

/** Quotes a word of a cell for a vector or a query. */
export function lexeme(cell: string, word: string): string {
  return `'${(cell + word).replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

export function inName(word: string): string {
  return nameMark + word;
}

/** Shortens a word that is too long. A beginning that was shortened still finds it. */
export function shortened(word: string, isBeginning = false): string {
  if (word.length <= longestWord) return word;
  const kept = word.slice(0, longestWord).replace(/[\ud800-\udbff]$/, "");
  return isBeginning ? kept : kept + createHash("sha1").update(word).digest("hex");
}
