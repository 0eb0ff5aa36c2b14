import type { Document, Note } from "./document.ts";
import { type Dialect, general } from "./read/context.ts";
import { FormulaMemory } from "./read/formula-memory.ts";
import { parseHtml } from "./read/parse-html.ts";
import { readBlocks } from "./read/read-elements.ts";

export interface ReadOptions {
  /** Markup that only this kind of site uses. Default: none. */
  readonly dialect?: Dialect;
  /** The same text in the site's Markdown, for formulas that the HTML has lost. */
  readonly markdown?: string;
  /** Permalink of the text: relative links are resolved against it, and polls and widgets lead there. */
  readonly baseUrl?: string;
}

/** More than any site accepts as a comment. The rest is not read, and a last paragraph says so. */
const maxHtmlLength = 4_000_000;

/**
 * Reads the HTML of a comment, post or biography. Never throws: unknown elements keep their text, and malformed markup is read as
 * far as possible. Time and memory are linear in the length.
 */
export function readHtml(html: string, options: ReadOptions = {}): Document {
  const notes: Note[] = [];
  const { dialect = general } = options;
  const read = readBlocks(parseHtml(html.slice(0, maxHtmlLength)), {
    dialect,
    baseUrl: options.baseUrl,
    notes,
    calls: new Map(),
    formulas: new FormulaMemory(options.markdown ?? ""),
    isInLink: false,
    around: [],
    styles: [],
  });
  const blocks = dialect.arrange?.(read) ?? read;
  if (html.length <= maxHtmlLength) return { blocks, notes };
  const remark = { kind: "text", text: "(The text is too long; the rest is on the site.)" } as const;
  return { blocks: [...blocks, { kind: "paragraph", content: [remark] }], notes };
}
