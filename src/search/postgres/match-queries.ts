import { isNarrow } from "../facets.ts";
import type { Match } from "../matches.ts";
import type { Term } from "../question.ts";
import { inName, lexeme, shortened } from "./lexemes.ts";

/** A set with more facets than this excludes little. The bounds of a search check the same fact. */
const mostFacets = 16;
/** Beginnings of up to this many letters may stand for so many words that looking them up takes long. */
const shortBeginning = 3;

/** Writes the tsqueries for one search. Its words begin with the cell that is searched. */
export class MatchQueries {
  readonly #match: Match;
  /** Short beginnings that most comments contain: they are checked, not looked up. */
  #common: ReadonlySet<Term> = new Set();

  constructor(match: Match) {
    this.#match = match;
  }

  /** True if there is nothing to look up: most comments match, or all of them. */
  get isOpen(): boolean {
    return this.#match.terms.length === 0 && this.#sets().length === 0;
  }

  /** True if few comments can match, as with those of an author. */
  get isNarrow(): boolean {
    return this.#sets().some((set) => set.every(isNarrow));
  }

  /** Short beginnings that need not be looked up because something else can be. */
  get shortBeginnings(): readonly Term[] {
    const { terms } = this.#match;
    return terms.length + this.#sets().length < 2 ? [] : terms.filter(isShortBeginning);
  }

  /** True if matches that were looked up must be checked. */
  get needsCheck(): boolean {
    return this.hasPhrase || this.#common.size > 0;
  }

  /** True if some words must be side by side. */
  get hasPhrase(): boolean {
    return [...this.#match.terms, ...this.#match.without].some(isPhrase);
  }

  /** Notes which short beginnings are too common to be looked up. */
  leaveOut(common: readonly Term[]): void {
    const isAll = common.length === this.#match.terms.length && this.#sets().length === 0;
    this.#common = new Set(isAll ? common.slice(1) : common);
  }

  /** Finds every match, and perhaps more. */
  lookUp(cell: string): string {
    return this.#all(
      cell,
      this.#match.terms.filter((term) => !this.#common.has(term)),
      loosely,
    );
  }

  /** Finds every match among comments whose vectors have no positions, and also comments that have the words elsewhere. */
  loose(cell: string): string {
    return this.#all(cell, this.#match.terms, loosely);
  }

  exact(cell: string): string {
    return this.#all(cell, this.#match.terms, exactly);
  }

  term(cell: string, term: Term): string {
    return exactly(term, cell, this.#match.isInNames);
  }

  /** Regular expressions for phrases in a long text: it must match all of the wanted ones, and none of the others. */
  get patterns(): { readonly wanted: readonly string[]; readonly unwanted: readonly string[] } {
    const { terms, without, isInNames } = this.#match;
    const of = (phrases: readonly Term[]) => phrases.filter(isPhrase).map((each) => pattern(each, isInNames));
    return { wanted: of(terms), unwanted: of(without) };
  }

  #all(cell: string, terms: readonly Term[], write: typeof exactly): string {
    const { without, isInNames } = this.#match;
    const excluded = without.filter((term) => write === exactly || !isPhrase(term));
    return [
      ...this.#sets().map((set) => `(${set.map((facet) => lexeme(cell, facet)).join(" | ")})`),
      ...terms.map((term) => `(${write(term, cell, isInNames)})`),
      ...excluded.map((term) => `!(${write(term, cell, isInNames)})`),
    ].join(" & ");
  }

  #sets(): Match["facets"] {
    return this.#match.facets.filter(({ length }) => length <= mostFacets);
  }
}

function isPhrase({ words }: Term): boolean {
  return words.length > 1;
}

function isShortBeginning({ words, isPrefix }: Term): boolean {
  return isPrefix && words.length === 1 && [...words.join("")].length <= shortBeginning;
}

function exactly(term: Term, cell: string, isInNames: boolean): string {
  return written(term, cell, isInNames, " <-> ");
}

function loosely(term: Term, cell: string, isInNames: boolean): string {
  return written(term, cell, isInNames, " & ");
}

function written(term: Term, cell: string, isInNames: boolean, join: string): string {
  const words = wordsOf(term).map(({ word, star }) => lexeme(cell, word) + star);
  if (!isInNames) return words.join(join);
  const names = wordsOf(term).map(({ word, star }) => lexeme(cell, inName(word)) + star);
  return `(${words.join(join)}) | (${names.join(join)})`;
}

function wordsOf({ words, isPrefix }: Term): readonly { readonly word: string; readonly star: "" | ":*" }[] {
  return words.map((word, place) => {
    const isBeginning = isPrefix && place === words.length - 1;
    return { word: shortened(word, isBeginning), star: isBeginning ? ":*" : "" };
  });
}

/** Words contain only letters, numbers and emoji, which need no escaping. */
function pattern(term: Term, isInNames: boolean): string {
  const words = wordsOf(term).map(({ word }) => word);
  const end = term.isPrefix ? "" : " ";
  const said = ` ${words.join(" ")}${end}`;
  return isInNames ? `(${said}| ${words.map(inName).join(" ")}${end})` : said;
}
