import fc from "fast-check";
import { lemmy } from "../../src/text/dialects/lemmy/lemmy.ts";
import { htmlOfMarkdown } from "../../src/text/html-of-markdown.ts";
import { nastyWords } from "./nasty-words.ts";

const word = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,9}[.,!?]?$/) },
  { weight: 2, arbitrary: fc.constantFrom(...nastyWords) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: "grapheme" }) },
);

const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((each) => each.join(" "));
const longWords = fc.array(word, { minLength: 30, maxLength: 200 }).map((each) => each.join(" "));

const mark = fc.constantFrom("*", "**", "~~", "^", "~", "`", "_", "***");

const inline = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 3, arbitrary: fc.tuple(mark, words).map(([sign, text]) => sign + text + sign) },
  { weight: 1, arbitrary: fc.tuple(mark, mark, word).map(([a, b, text]) => a + b + text + b + a) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "@ann@home.test",
      "!rust@home.test",
      "@everyone@home.test",
      "(@a.b@c-d.test)",
      "mail@home.test",
      "[^1]",
      "[^note]",
      "https://example.com/a_(b)?c=d",
      "![words](https://example.com/x.png)",
      '![](https://example.com/x.png "emoji name")',
      "[words](/post/9)",
      "[@ann@home.test](https://home.test/)",
      "<b>not bold</b>",
      "{漢|かん}",
      "&lt;&amp;&nbsp;",
      "\\*",
    ),
  },
);

const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(" "));

const block: fc.Memo<string> = fc.memo((depth) =>
  depth <= 1
    ? fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: longWords })
    : fc.oneof(
        { weight: 4, arbitrary: line },
        { weight: 1, arbitrary: line.map((text) => `## ${text}`) },
        { weight: 1, arbitrary: fc.constant("---") },
        { weight: 1, arbitrary: words.map((text) => `\`\`\`rust\n${text}\n\`\`\``) },
        {
          weight: 1,
          arbitrary: fc.tuple(line, line).map(([a, b]) => `| ${a} | b |\n|---|--:|\n| c | ${b} |`),
        },
        { weight: 1, arbitrary: line.map((text) => `[^1]: ${text}`) },
        { weight: 2, arbitrary: blocks(depth - 1).map((text) => indented(text, "> ", "> ")) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.constantFrom("- ", "1. ", "- [x] "), blocks(depth - 1))
            .map(([sign, text]) => indented(text, sign, " ".repeat(sign.length))),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.constantFrom(":::", "::::"), line, blocks(depth - 1))
            .map(([sign, title, text]) => `${sign} spoiler ${title}\n${text}\n${sign}`),
        },
      ),
);

function blocks(depth: number): fc.Arbitrary<string> {
  return fc.array(block(depth), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("\n\n"));
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((each, index) => (index === 0 ? first : others) + each)
    .join("\n");
}

/** Markdown as people on Lemmy write it, or nearly so, as the HTML that it becomes. */
export const arbitraryLemmy: fc.Arbitrary<string> = blocks(4).map((text) => htmlOfMarkdown(text, lemmy));
