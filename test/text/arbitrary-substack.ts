import fc from "fast-check";
import { htmlOfText } from "../../src/text/html-of-text.ts";
import { nastyWords } from "./nasty-words.ts";

const word = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,9}[.,!?]?$/) },
  { weight: 2, arbitrary: fc.constantFrom(...nastyWords) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("*one*", "_two_", "**", ">", ">>", "#", "-", "1.", "||", "<b>", "&amp;"),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.constantFrom("https://x.test/a_b_", "https://x.test/(a)", "www.x.test") },
);
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((some) => some.join(" "));
const longWords = fc.array(word, { minLength: 30, maxLength: 200 }).map((some) => some.join(" "));
const line = fc
  .tuple(fc.constantFrom("", "", "> ", ">", ">> ", "> > "), words)
  .map((parts) => parts.join(""));
const paragraph = fc.oneof(
  { weight: 9, arbitrary: fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n")) },
  { weight: 1, arbitrary: longWords },
);

/** Texts as people type them in comments, as HTML. */
const typed = fc
  .array(paragraph, { minLength: 1, maxLength: 6 })
  .map((paragraphs) => htmlOfText(paragraphs.join("\n\n")));

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const data = (facts: object) => `data-attrs="${escaped(JSON.stringify(facts))}"`;
const inline = fc
  .tuple(fc.constantFrom("", "strong", "em", "s", "code"), words)
  .map(([name, text]) => (name === "" ? escaped(text) : `<${name}>${escaped(text)}</${name}>`));
const prose = fc.array(inline, { minLength: 1, maxLength: 4 }).map((some) => `<p>${some.join(" ")}</p>`);
const block = fc.oneof(
  { weight: 6, arbitrary: prose },
  { weight: 1, arbitrary: prose.map((html) => `<blockquote>${html}</blockquote>`) },
  { weight: 1, arbitrary: prose.map((html) => `<div class="pullquote">${html}</div>`) },
  { weight: 1, arbitrary: prose.map((html) => `<ul><li>${html}</li><li>${html}</li></ul>`) },
  { weight: 1, arbitrary: prose.map((html) => `<div class="subscription-widget-wrap">${html}</div>`) },
  {
    weight: 1,
    arbitrary: words.map(
      (text) =>
        `<div class="tweet" ${data({ url: "https://twitter.com/a/status/1", full_text: text })}></div>`,
    ),
  },
  {
    weight: 1,
    arbitrary: words.map(
      (text) => `<div class="embedded-post-wrap" ${data({ url: "https://b.test/p/x", title: text })}></div>`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("E = mc^2", "\\frac{a}{b}", "\\weird{x}", "@everyone")
      .map((tex) => `<div class="latex-rendered" ${data({ persistentExpression: tex })}></div>`),
  },
  {
    weight: 1,
    arbitrary: prose.map(
      (html) =>
        `<p>Call<a class="footnote-anchor" href="#footnote-1">1</a></p><div class="footnote"><a id="footnote-1" class="footnote-number">1</a><div class="footnote-content">${html}</div></div>`,
    ),
  },
  { weight: 1, arbitrary: fc.constant(`<div class="youtube-wrap" ${data({ videoId: "abc-1" })}></div>`) },
  { weight: 1, arbitrary: fc.constant('<div class="poll-embed"></div>') },
);
const edited = fc.array(block, { minLength: 1, maxLength: 8 }).map((blocks) => blocks.join(""));

/** Comments as typed, and what the editor writes. */
export const arbitrarySubstack: fc.Arbitrary<string> = fc.oneof(typed, edited);
