import fc from "fast-check";
import { nastyWords } from "./nasty-words.ts";

const word = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,9}[.,!?]?$/) },
  { weight: 2, arbitrary: fc.constantFrom(...nastyWords) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: "grapheme" }) },
);

const spaces = fc.constantFrom(" ", " ", " ", "", "  ", "&nbsp;");

const text = fc
  .array(fc.tuple(word, spaces), { minLength: 1, maxLength: 6 })
  .map((words) => words.map(([each, space]) => escapeHtml(each) + space).join(""));

const longText = fc
  .array(fc.tuple(word, fc.constant(" ")), { minLength: 30, maxLength: 200 })
  .map((words) => words.map(([each, space]) => escapeHtml(each) + space).join(""));

const address = fc.constantFrom(
  "https://example.com/",
  "https://en.wikipedia.org/wiki/Bank_(geography)",
  "https://example.com/a)b*c__d~~e||f`g",
  "/posts/abc/title",
  "https://example.com/@everyone?q=<@1>",
  "mailto:a@example.com",
  "javascript:alert(1)",
  "#heading",
  "https://example.com/?q=[x]#:~:text=a%20b",
);

/** Adjacent characters that Discord would read as one, inside and outside links. */
const markup = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.constantFrom("b", "i", "u", "s", "code"),
        fc.constantFrom("a", "b_c", "x|y", "~5", "1 * 2"),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    fc.boolean(),
  )
  .map(([items, isLinked]) => {
    const inner = items.map(([name, words]) => `<${name}>${words}</${name}>`).join("");
    return isLinked ? `<a href="https://example.com/">${inner}</a>` : inner;
  });

const tex = fc.constantFrom(
  "x^2",
  "\\alpha_i \\le \\beta",
  "\\frac{a}{b}",
  "\\begin{matrix}a\\end{matrix}",
  "\\sqrt{2}",
  "a|b||c",
  "`",
);

const listItem = fc.constantFrom("li", "li", "li", 'li value="3"', 'li class="nested-list-item"');

const mathml = fc.constantFrom(
  "<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
  '<math display="block"><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable></math>',
  "<math><mo>|</mo><mi>y</mi><mo>|</mo><mo>*</mo><mtext>a_b</mtext></math>",
);

const media = fc.constantFrom(
  '<audio controls src="https://example.com/a.mp3"></audio>',
  '<video><source src="/b.mp4"></video>',
  '<iframe src="https://www.youtube.com/embed/abc?start=90&end=120"></iframe>',
  '<iframe data-lexical-iframe-widget="true" title="*x*" srcdoc="x"></iframe>',
  '<picture><source srcset="https://example.com/c.webp 1x"><img alt="x"></picture>',
);

interface Trees {
  readonly inline: string;
  readonly inlines: string;
  readonly block: string;
  readonly blocks: string;
}

const { blocks } = fc.letrec<Trees>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 6, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom("<br>", " ", "<wbr>") },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom("b", "i", "em", "strong", "u", "s", "del", "span", "font"), tie("inlines"))
        .map(([name, inner]) => `<${name}>${inner}</${name}>`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("sup", "sub"), text)
        .map(([name, inner]) => `<${name}>${inner}</${name}>`),
    },
    { weight: 1, arbitrary: text.map((inner) => `<code>${inner}</code>`) },
    { weight: 1, arbitrary: mathml },
    { weight: 1, arbitrary: fc.constantFrom("\\(x^2\\)", "\\[a = b\\]", "\\[sic\\]", "s/\\(a b\\)/\\1/") },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("b", "em", "s", "code", 'a href="https://example.com/x"', "span class=spoiler"),
          text,
          tie("blocks"),
        )
        .map(([name, inner, rest]) => `<${name}>${inner}<div>${rest}</div></${name.split(" ")[0]}>`),
    },
    { weight: 1, arbitrary: markup },
    {
      weight: 2,
      arbitrary: fc
        .tuple(address, tie("inlines"))
        .map(([url, inner]) => `<a href="${escapeHtml(url)}">${inner}</a>`),
    },
    { weight: 1, arbitrary: tie("inlines").map((inner) => `<span class="spoiler">${inner}</span>`) },
    {
      weight: 1,
      arbitrary: tex.map(
        (each) =>
          `<span class="mjpage"><span class="mjx-chtml"><span class="mjx-math" aria-label="${escapeHtml(each)}"></span></span></span>`,
      ),
    },
    { weight: 1, arbitrary: text.map((alt) => `<img src="https://example.com/i.png" alt="${alt}">`) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 1, max: 3 })
        .map((n) => `<sup class="footnote-ref"><a href="#fn${n}">[${n}]</a></sup>`),
    },
  ),
  inlines: fc.array(tie("inline"), { minLength: 0, maxLength: 3 }).map((parts) => parts.join("")),
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 6, arbitrary: tie("inlines").map((inner) => `<p>${inner}</p>`) },
    { weight: 1, arbitrary: longText.map((inner) => `<p>${inner}</p>`) },
    { weight: 2, arbitrary: tie("blocks").map((inner) => `<blockquote>${inner}</blockquote>`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            "ul",
            "ol",
            'ol start="7"',
            'ol start="0"',
            "ol reversed",
            'ol type="A"',
            'ol type="i"',
          ),
          fc.array(fc.tuple(listItem, tie("blocks")), { maxLength: 4 }),
        )
        .map(
          ([name, items]) =>
            `<${name}>${items.map(([item, inner]) => `<${item}>${inner}</li>`).join("")}</${name.slice(0, 2)}>`,
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 6 }), tie("inlines"))
        .map(([n, inner]) => `<h${n}>${inner}</h${n}>`),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(text, { maxLength: 30 })
        .map((lines) => `<pre><code class="language-py">${lines.join("\n")}</code></pre>`),
    },
    { weight: 1, arbitrary: tie("blocks").map((inner) => `<div class="spoilers">${inner}</div>`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("inlines"), tie("blocks"))
        .map(([title, inner]) => `<details><summary>${title}</summary>${inner}</details>`),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.array(tie("inlines"), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
        .map(
          (rows) =>
            `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`,
        ),
    },
    { weight: 1, arbitrary: fc.constant("<hr>") },
    { weight: 1, arbitrary: media },
    {
      weight: 1,
      arbitrary: fc
        .array(text, { maxLength: 4 })
        .map((lines) => `<pre>${lines.map((line) => `<div>${line}</div>`).join("")}</pre>`),
    },
    {
      weight: 1,
      arbitrary: text.map(
        (inner) =>
          `<figure><a href="https://example.com/"><img src="https://example.com/i.png"></a><figcaption>${inner}</figcaption></figure>`,
      ),
    },
    {
      weight: 1,
      arbitrary: tex.map(
        (each) => `<mjx-container display="true" aria-label="${escapeHtml(each)}"></mjx-container>`,
      ),
    },
    {
      weight: 1,
      arbitrary: text.map(
        (inner) => `<figure><img src="https://example.com/i.png"><figcaption>${inner}</figcaption></figure>`,
      ),
    },
  ),
  blocks: fc.array(tie("block"), { minLength: 0, maxLength: 3 }).map((parts) => parts.join("")),
}));

const notes = fc
  .array(blocks, { maxLength: 3 })
  .map((items) =>
    items.length === 0
      ? ""
      : `<ol class="footnotes">${items.map((item) => `<li class="footnote-item">${item}</li>`).join("")}</ol>`,
  );

/** HTML of a comment with any of the constructs, nested in any way. */
export const arbitraryHtml: fc.Arbitrary<string> = fc.tuple(blocks, notes).map(([body, end]) => body + end);

/** HTML of several parts. */
export const arbitraryLongHtml: fc.Arbitrary<string> = fc
  .tuple(fc.array(blocks, { minLength: 4, maxLength: 20 }), notes)
  .map(([bodies, end]) => bodies.join("") + end);

function escapeHtml(raw: string): string {
  return raw
    .replaceAll("&nbsp;", "\u00a0")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
