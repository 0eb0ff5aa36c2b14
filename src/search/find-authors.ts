import type { FoundAuthor } from "../forum/comment-search.ts";
import type { Reference } from "../forum/reference.ts";
import { isFoundInParts } from "../text/folding/scripts.ts";
import type { Folding } from "./foldings.ts";
import { gramsOf, typingErrors } from "./typing-errors.ts";

/** An author known to an index. */
export interface KnownAuthor {
  /** Number in facets. */
  readonly id: number;
  readonly reference: Reference<"user">;
  readonly handle: string;
  readonly name: string;
  /** The name and the handle, with a space before every word. */
  readonly folded: string;
  /** Number of indexed comments. */
  readonly comments: number;
}

/** Reads the authors of an index. Each engine has its own. */
export interface AuthorReader {
  /** Returns the number in facets; `undefined` if the author is not known. */
  idOf(reference: Reference<"user">): Promise<number | undefined>;
  /** Finds authors whose folded names contain the text, among the {@link prolific} most prolific ones, in this order. */
  containing(text: string, limit: number): Promise<readonly KnownAuthor[]>;
  /** Finds the {@link similar} authors whose folded names share most of these groups of letters. */
  sharingMost(grams: readonly string[]): Promise<readonly KnownAuthor[]>;
}

/** Enough authors to find the one meant by one or two letters, without reading all of them. */
export const prolific = 5000;
/** The most authors to look at for each group of three letters that they share with the typed text. */
export const sharing = 1000;
/** The most authors to compare letter by letter: those that share most groups. */
export const similar = 100;
const longestTyped = 60;

/** Finds authors whose name or handle begins with the typed text, most prolific first, then those that nearly match. */
export async function findAuthors(
  authors: AuthorReader,
  folding: Folding,
  typed: string,
  limit: number,
): Promise<readonly KnownAuthor[]> {
  const wanted = folding.foldName(typed.slice(0, longestTyped));
  const beginning = isFoundInParts(wanted.charAt(0)) ? wanted : ` ${wanted}`;
  const found = new Map((await authors.containing(beginning, limit)).map((each) => [each.id, each]));
  if (wanted.length >= 3 && found.size < limit) {
    const sharing = await authors.sharingMost(gramsOf(wanted));
    for (const author of mostAlike(sharing, wanted)) found.set(author.id, author);
  }
  return [...found.values()].slice(0, limit);
}

export function shownAuthor({ reference, handle, name, comments }: KnownAuthor): FoundAuthor {
  return { author: { reference, handle, name }, commentCount: comments };
}

export function foldNames(folding: Folding, ...names: readonly string[]): string {
  return ` ${[...new Set(names.map((name) => folding.foldName(name)))].join(" ")}`;
}

function mostAlike(authors: readonly KnownAuthor[], wanted: string): readonly KnownAuthor[] {
  const tolerated = Math.floor((wanted.length + 1) / 4);
  return authors
    .map((author) => ({ author, errors: errorsIn(wanted, author.folded, tolerated) }))
    .filter(({ errors }) => errors <= tolerated)
    .sort((a, b) => a.errors - b.errors || b.author.comments - a.author.comments || a.author.id - b.author.id)
    .map(({ author }) => author);
}

/** Compares with the name, starting at each of its words. */
function errorsIn(wanted: string, folded: string, tolerated: number): number {
  let least = tolerated + 1;
  for (let space = folded.indexOf(" "); space !== -1; space = folded.indexOf(" ", space + 1)) {
    least = Math.min(least, typingErrors(wanted, folded.slice(space + 1), tolerated));
  }
  return least;
}
