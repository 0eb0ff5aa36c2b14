import { describe, expect, it } from "vitest";
import { excerpt } from "../../src/text/excerpt.ts";
import { findPassage } from "../../src/text/passage.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { renderParts } from "../../src/text/render-parts.ts";
import { runsOf } from "../runs.ts";

/** Length of the text: a megabyte in the long form. */
const size = runsOf(1_000_000);

function repeat(text: string, length = size): string {
  return text.repeat(Math.floor(length / text.length));
}

const hostile: Readonly<Record<string, string>> = {
  "open tags without end": repeat("<b>"),
  "open tags, then other end tags": repeat("<b>", size / 2) + repeat("</i>", size / 2),
  "quotes ten thousand deep": `${"<blockquote>".repeat(10_000)}x`,
  "quotes with words at every level": repeat("<blockquote><p>x</p>"),
  "lists without end": repeat("<ul><li>x"),
  "one word": repeat("a"),
  "one word behind a colon": `:${repeat("a")}`,
  "emoji of several parts": repeat("👩‍👩‍👧‍👦"),
  "signs of emphasis": repeat("*"),
  "bars of spoilers": repeat("|"),
  "openings of formulas": repeat("\\("),
  "openings of links": repeat("[]("),
  "line breaks": `<p>a${repeat("<br>")}`,
  "line breaks in a link": `<a href="https://example.com/">a${repeat("<br>")}b</a>`,
  "line breaks between bold words": `<b>${repeat("a<br>")}</b>`,
  "spaces in code": `<pre>a${repeat(" ")}b`,
  "one link around everything": `<a href="https://example.com/">${repeat("word [x] ")}</a>`,
  "cells that span a thousand": repeat("<td colspan=1000 rowspan=1000>x"),
  "text without spaces in Japanese": repeat("日本語。"),
  "ordinary paragraphs": repeat(
    "<p>Lorem <b>ipsum</b> dolor sit amet, <a href='https://example.com/'>consectetur</a> elit.</p>",
  ),
};

describe("a long text of hostile markup", () => {
  // Ordinary machines take about one second for a megabyte. At quadratic cost, the test would time out.
  for (const [name, html] of Object.entries(hostile)) {
    it(`is read quickly and makes valid parts: ${name}`, () => {
      const document = readHtml(html);
      const parts = renderParts(document);
      expect(excerpt(document, 100).length).toBeLessThanOrEqual(100);
      expect(parts.every(({ content }) => content.length >= 1 && content.length <= 2000)).toBe(true);
    });
  }

  it.each([
    "<p>a <constructor>b</constructor></p>",
    '<div class="constructor-embed">a b</div>',
    '<iframe src="https://constructor/a" title="a b"></iframe>',
    '<ol style="list-style: constructor" type="a"><li>b</li></ol>',
  ])("treats names that JavaScript objects inherit like any other name: %s", (html) => {
    const [part] = renderParts(readHtml(html));
    expect(part?.content).toMatch(/a/);
    expect(part?.content).not.toMatch(/native code/);
  });

  it("can be searched for words, present or not", () => {
    const document = readHtml(`${repeat("<p>Words that go on and on.</p>")}<p>The last words.</p>`);
    expect(findPassage(document, "The last words")?.isExact).toBe(true);
    expect(findPassage(document, "The very last of words")?.isExact).toBe(false);
  });
});
