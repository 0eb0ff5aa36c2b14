import type { Dialect, ElementRule } from "../../read/context.ts";
import { arrangeQuotes } from "../arrange-quotes.ts";
import { isNotText } from "./not-text.ts";
import { readEmbed } from "./read-embed.ts";
import { readFootnote } from "./read-footnote.ts";
import { readFormula } from "./read-formula.ts";
import { splitQuotedLines } from "./split-quoted-lines.ts";

const rules: readonly ElementRule[] = [isNotText, readFormula, readFootnote, readEmbed];

/** The HTML that Substack's editor writes, and the sign with which people quote one another in comments. */
export const substack: Dialect = {
  readElement: (element, flow, reading, readers) =>
    rules.some((rule) => rule(element, flow, reading, readers)),
  arrange: (blocks) => arrangeQuotes(splitQuotedLines(blocks)),
};
