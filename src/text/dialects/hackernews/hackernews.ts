import type { Dialect, ElementRule } from "../../read/context.ts";
import { arrangeQuotes } from "../arrange-quotes.ts";
import { readIndentedCode } from "./read-indented-code.ts";
import { readShortenedLink } from "./read-shortened-link.ts";

const rules: readonly ElementRule[] = [readShortenedLink, readIndentedCode];

/** The HTML that Hacker News makes of typed text, and the sign with which its people quote one another. */
export const hackernews: Dialect = {
  readElement: (element, flow, reading, readers) =>
    rules.some((rule) => rule(element, flow, reading, readers)),
  arrange: arrangeQuotes,
};
