import type { MarkdownIt } from "markdown-it";
import type { Block, Inline, Note, Style } from "../document.ts";
import type { Flow, Wrap } from "./flow.ts";
import type { FormulaMemory } from "./formula-memory.ts";
import type { Element, HtmlNode } from "./html-tree.ts";

/** Functions that read an element's children. */
export interface Readers {
  /** Reads children as blocks; loose inlines become paragraphs. */
  readonly readBlocks: (children: readonly HtmlNode[], reading: Reading) => readonly Block[];
  /** Reads children as one line of inlines; blocks inside are joined by breaks. */
  readonly readInlines: (children: readonly HtmlNode[], reading: Reading) => readonly Inline[];
}

/** Reads an element that it knows; `false` for any other, which is then read as ordinary HTML. */
export type ElementRule = (element: Element, flow: Flow, reading: Reading, readers: Readers) => boolean;

/** Markup and customs that only one kind of site has. */
export interface Dialect {
  readonly readElement: ElementRule;
  /** Interprets conventions of the site's authors, such as quotes that begin with `>`. */
  readonly arrange?: (blocks: readonly Block[]) => readonly Block[];
  /** Teaches the Markdown parser the site's extensions. */
  readonly extendMarkdown?: (parser: MarkdownIt) => void;
}

/** The dialect without any extensions: HTML that all sites share. */
export const general: Dialect = { readElement: () => false };

/** What readers of single elements need to know of the whole. */
export interface Reading {
  readonly dialect: Dialect;
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
