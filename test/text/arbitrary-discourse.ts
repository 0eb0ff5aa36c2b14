import fc from "fast-check";
import { arbitraryHtml } from "./arbitrary-html.ts";
import { nastyWords } from "./nasty-words.ts";

const words = fc
  .array(fc.oneof(fc.constantFrom(...nastyWords), fc.stringMatching(/^[a-zA-Z]{1,9}$/)), { maxLength: 4 })
  .map((each) => escapeHtml(each.join(" ")));

const small = fc.oneof(
  words,
  fc.constantFrom(
    '<img class="emoji" title=":wave:" alt=":wave:t4:" src="/w.png">',
    '<img class="emoji emoji-custom" alt=":x_*y*:" src="/w.png">',
    '<a class="mention" href="/u/ann">@ann</a>',
    '<span class="mention">@everyone</span>',
    '<a class="hashtag-cooked" href="/c/sea/5"><span><svg></svg></span><span>Sea *&amp;* shore</span></a>',
    '<span class="math">x^2</span>',
    '<div class="math">\\begin{matrix}a\\end{matrix}</div>',
    '<span class="asciimath">`x`|y||</span>',
    '<span class="chcklst-box checked fa"></span>',
    '<div class="video-placeholder-container" data-video-src="/v.mp4"></div>',
    '<div class="lightbox-wrapper"><a class="lightbox" href="/f.png"><img src="/s.png" alt="[a](b)"><div class="meta">x</div></a></div>',
    '<pre><code class="lang-auto">``` x</code></pre>',
    '<span class="spoiler">sh</span>',
  ),
);

/** Puts a text inside an element of Discourse. */
function around(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc
      .tuple(words, inner, fc.constantFrom("", ' data-post="2" data-topic="12"'))
      .map(
        ([name, html, place]) =>
          `<aside class="quote" data-username="${name}"${place}><div class="title">x</div><blockquote>${html}</blockquote></aside>`,
      ),
    fc
      .tuple(words, words)
      .map(
        ([title, text]) =>
          `<aside class="onebox" data-onebox-src="https://example.com/a_b"><article class="onebox-body"><h3><a href="/x">${title}</a></h3><p>${text}</p></article></aside>`,
      ),
    fc
      .tuple(words, fc.array(inner, { maxLength: 3 }))
      .map(
        ([title, options]) =>
          `<div class="poll" data-poll-name="p"><div class="poll-title">${title}</div><ul>${options.map((option) => `<li>${option}</li>`).join("")}</ul></div>`,
      ),
    fc
      .tuple(words, inner)
      .map(
        ([title, html]) =>
          `<div class="callout"><p class="callout__title">${title}</p><div class="callout__content">${html}</div></div>`,
      ),
    inner.map((html) => `<div class="spoiler">${html}</div>`),
    inner.map((html) => `<a href="https://example.com/"><b>${html}</b></a>`),
  );
}

const leaf = fc.oneof(
  arbitraryHtml,
  small.map((html) => `<p>a ${html} b</p>`),
  small,
);

/** A post with any of the elements of Discourse, nested in one another and between any other HTML. */
export const arbitraryDiscourse: fc.Arbitrary<string> = fc
  .array(fc.oneof(leaf, around(leaf), around(around(leaf))), { maxLength: 4 })
  .map((parts) => parts.join(""));

function escapeHtml(raw: string): string {
  return raw.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
