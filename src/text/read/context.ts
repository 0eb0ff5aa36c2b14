import type { Note, Style } from "../document.ts";
import type { Wrap } from "./flow.ts";
import type { FormulaMemory } from "./formula-memory.ts";

/** What readers of single elements need to know of the whole. */
export interface Reading {
  readonly baseUrl: string | undefined;
  /** Footnotes found so far, in the order of the text. */
  readonly notes: Note[];
  /** The labels by which the text calls its footnotes, by their ids. */
  readonly calls: Map<string, string>;
  readonly formulas: FormulaMemory;
  /** Addresses in a link's words lead nowhere of their own. */
  readonly isInLink: boolean;
  /** Emphasis and link around the element, which its blocks take over: a struck comment has struck lists. */
  readonly around: readonly Wrap[];
  /** The styles among it; one inside of itself says nothing new, and would let a few bytes fill the memory. */
  readonly styles: readonly Style[];
}
