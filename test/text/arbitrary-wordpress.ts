import fc from "fast-check";
import { arbitraryHtml } from "./arbitrary-html.ts";
import { nastyWords } from "./nasty-words.ts";

const words = fc
  .array(fc.oneof(fc.constantFrom(...nastyWords), fc.stringMatching(/^[a-zA-Z]{1,9}$/)), { maxLength: 4 })
  .map((each) => escapeHtml(each.join(" ")));

const small = fc.oneof(
  words,
  fc.tuple(words, words).map(([text, title]) => `<abbr title="${title}">${text}</abbr>`),
  words.map((text) => `<q>${text}</q>`),
  fc
    .constantFrom("x^2", "\\frac{a}{b}", "a|b||c", "`")
    .map(
      (tex) => `<img src="https://s0.wp.com/latex.php?latex=x" alt="${tex}" title="${tex}" class="latex" />`,
    ),
  fc.constantFrom(
    '<img src="/s.png" alt=":-)" class="wp-smiley" />',
    '<sup data-fn="n-1" class="fn"><a href="#n-1" id="n-1-link">1</a></sup>',
    '<sup data-fn="n-2" class="fn"><a href="#n-2" id="n-2-link"> 2 </a></sup>',
    '<span class="screen-reader-text">unseen</span>',
    '<a href="https://example.org/a_b" rel="nofollow ugc">https://example.org/a_b</a>',
    "<br />\n",
  ),
);

/** Puts a text inside an element of WordPress. */
function around(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    inner.map((html) => `<blockquote>${html}</blockquote>`),
    fc
      .tuple(inner, words)
      .map(
        ([html, cite]) =>
          `<figure class="wp-block-pullquote"><blockquote>${html}<cite>${cite}</cite></blockquote></figure>`,
      ),
    words.map(
      (caption) =>
        `<div class="wp-caption"><a href="/f.png"><img src="/f-300.png" alt="A *chart*" /></a><p class="wp-caption-text">${caption}</p></div>`,
    ),
    inner.map((html) => `<div class="wp-caption">${html}</div>`),
    inner.map((html) => `<div class="sharedaddy">${html}</div>`),
    fc
      .tuple(inner, inner)
      .map(([one, other]) => `<div class="wp-block-columns"><div>${one}</div><div>${other}</div></div>`),
  );
}

const leaf = fc.oneof(
  arbitraryHtml,
  small.map((html) => `<p>a ${html} b</p>`),
  small,
);

const notes = fc.constantFrom(
  "",
  '<ol class="wp-block-footnotes"><li id="n-1">One. <a href="#n-1-link">↩︎</a></li><li id="n-2">Two.</li></ol>',
);

/** A comment or post with any of the elements of WordPress, nested in one another and between any other HTML. */
export const arbitraryWordpress: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.oneof(leaf, around(leaf), around(around(leaf))), { maxLength: 4 }), notes)
  .map(([parts, end]) => parts.join("\n") + end);

function escapeHtml(raw: string): string {
  return raw.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
