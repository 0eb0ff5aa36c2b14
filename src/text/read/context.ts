import type { Note } from "../document.ts";
import type { FormulaMemory } from "./formula-memory.ts";

/** What readers of single elements need to know of the whole. */
export interface Reading {
  readonly baseUrl: string | undefined;
  /** Footnotes found so far, in the order of the text. */
  readonly notes: Note[];
  readonly formulas: FormulaMemory;
  /** Addresses in a link's words lead nowhere of their own. */
  readonly isInLink: boolean;
}
