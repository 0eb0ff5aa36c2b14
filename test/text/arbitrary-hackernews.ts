import fc from "fast-check";
import { formatText } from "loopback-sites/hackernews/format-text.ts";
import { nastyWords } from "./nasty-words.ts";

const word = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,9}[.,!?]?$/) },
  { weight: 2, arbitrary: fc.constantFrom(...nastyWords) },
  { weight: 1, arbitrary: fc.constantFrom("*one*", "*two words*", "*", "**", ">", ">>", "[1]", "2*3") },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: "grapheme" }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "https://x.test/a",
      "https://en.wikipedia.org/wiki/Bank_(geography)",
      `https://x.test/${"long-".repeat(20)}?a=1&b=2`,
      "https://x.test/wait...",
    ),
  },
);
const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
const longLine = fc.array(word, { minLength: 30, maxLength: 200 }).map((words) => words.join(" "));
const sign = fc.constantFrom("", "", "", "> ", "> ", ">", ">> ", "> > ", ">>>> ", "*> ");
const paragraph = fc
  .tuple(sign, fc.array(line, { minLength: 1, maxLength: 3 }))
  .map(([signs, lines]) => signs + lines.join("\n"));
const code = fc
  .array(fc.tuple(fc.integer({ min: 2, max: 9 }), line), { minLength: 1, maxLength: 20 })
  .map((lines) => lines.map(([indent, words]) => " ".repeat(indent) + words).join("\n"));

/** Texts as people type them on Hacker News. */
export const arbitraryTyped: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 14, arbitrary: paragraph },
      { weight: 1, arbitrary: longLine },
      { weight: 4, arbitrary: code },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((paragraphs) => paragraphs.join("\n\n"));

/** The HTML that Hacker News makes of them. */
export const arbitraryHackerNews: fc.Arbitrary<string> = arbitraryTyped.map(formatText);
