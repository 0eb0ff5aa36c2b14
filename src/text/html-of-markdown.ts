import createParser, { type MarkdownIt } from "markdown-it";
import { htmlOfText } from "./html-of-text.ts";
import type { Dialect } from "./read/context.ts";

/** Deeper than anyone writes. The parser drops deeper content, so such a text is shown as typed. */
const maxNesting = 100;

const parsers = new WeakMap<Dialect, MarkdownIt>();

/** Writes Markdown as HTML. HTML in it is shown as typed; the HTML reader finds bare addresses later. */
export function htmlOfMarkdown(text: string, dialect: Dialect): string {
  const parser = parserOf(dialect);
  const tokens = parser.parse(text, {});
  const isTooDeep = tokens.some(({ level }) => level >= maxNesting - 1);
  return isTooDeep ? htmlOfText(text) : parser.renderer.render(tokens, parser.options, {});
}

function parserOf(dialect: Dialect): MarkdownIt {
  const known = parsers.get(dialect);
  if (known !== undefined) return known;
  const parser = createParser({ html: false, maxNesting });
  dialect.extendMarkdown?.(parser);
  parsers.set(dialect, parser);
  return parser;
}
