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
  /** Reads children into the flow of the element around them. */
  readonly readChildren: (children: readonly HtmlNode[], flow: Flow, reading: Reading) => void;
}

/** Reads an element that it knows; `false` for any other, which is then read as ordinary HTML. */
export type ElementRule = (element: Element, flow: Flow, reading: Reading, readers: Readers) => boolean;

/** How a site's editors mark what they embed from other pages, besides frames and `data-oembed-url`. */
export interface Embeds {
  /** Returns the name of an element that is an embed; `undefined` for any other element. */
  readonly nameOf: (element: Element) => string | undefined;
  /** Returns the name that something inside an embed gives it. */
  readonly innerNameOf: (element: Element) => string | undefined;
  /** Returns the address of an embed without a frame; empty if there is none. */
  readonly addressOf: (element: Element) => string;
}

/** Markup and conventions that only one kind of site has. */
export interface Dialect {
  readonly readElement: ElementRule;
  readonly embeds?: Embeds;
  /** Interprets conventions of the site's authors, such as quotes that begin with `>`. */
  readonly arrange?: (blocks: readonly Block[]) => readonly Block[];
  /** Teaches the Markdown parser the site's extensions. */
  readonly extendMarkdown?: (parser: MarkdownIt) => void;
}

/** The dialect without any extensions: HTML that all sites share. */
export const general: Dialect = { readElement: () => false };

/** The context that readers of single elements need. */
export interface Reading {
  readonly dialect: Dialect;
  readonly baseUrl: string | undefined;
  /** Footnotes found so far, in the order of the text. */
  readonly notes: Note[];
  /** The labels by which the text calls its footnotes, by their ids. */
  readonly calls: Map<string, string>;
  readonly formulas: FormulaMemory;
  /** True inside a link, where addresses are not linked themselves. */
  readonly isInLink: boolean;
  /** Emphasis and link around the element, which its blocks inherit: a struck comment has struck lists. */
  readonly around: readonly Wrap[];
  /** The styles in `around`. A style within itself adds nothing, and would let a few bytes fill the memory. */
  readonly styles: readonly Style[];
}
