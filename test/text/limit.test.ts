import { describe, expect, it } from "vitest";
import { readHtml } from "../../src/text/read-html.ts";
import { maxPartLength, type RenderOptions, renderParts } from "../../src/text/render-parts.ts";
import { hasPing } from "./pings.ts";

const limit = { parts: 20, readOn: "[Read on](<https://example.org/c>)" };
const ends = { opening: "-# opening", closing: "-# closing" };

function contentsOf(html: string, options: RenderOptions = {}): readonly string[] {
  return renderParts(readHtml(html), { ...ends, limit, ...options }).map((part) => part.content);
}

const sentence = "A sentence of some words. ";
const long: Readonly<Record<string, string>> = {
  paragraphs: `<p>${sentence.repeat(20)}</p>`.repeat(6000),
  "one paragraph": `<p>${sentence.repeat(100_000)}</p>`,
  "one word": "a".repeat(3_000_000),
  "a list": `<ol>${`<li>${sentence}</li>`.repeat(50_000)}</ol>`,
  "a quote": `<blockquote>${`<p>${sentence}</p>`.repeat(5000)}</blockquote>`,
  "a spoiler": `<div class="spoilers">${`<p>${sentence}</p>`.repeat(5000)}</div>`,
  code: `<pre>${`${sentence}\n`.repeat(50_000)}</pre>`,
  "a table": `<table>${`<tr><td>${sentence}</td><td>${sentence}</td></tr>`.repeat(5000)}</table>`,
  links: `<a href="https://example.org/${"x".repeat(900)}">a</a> `.repeat(3000),
  "line breaks in a link": `<a href="https://example.org/">${"word<br><br>".repeat(80_000)}b</a>`,
};

describe("a text with more parts than allowed", () => {
  for (const [name, html] of Object.entries(long)) {
    it(`ends with a link to the rest: ${name}`, () => {
      const contents = contentsOf(html);
      expect(contents.length).toBeGreaterThanOrEqual(18);
      expect(contents.length).toBeLessThanOrEqual(20);
      expect(contents[0]).toMatch(/^-# opening\n/);
      expect(contents.at(-1)).toMatch(/\n\[Read on\]\(<https:\/\/example\.org\/c>\)\n-# closing$/);
      expect(contents.every((content) => content.length <= maxPartLength && content === content.trim())).toBe(
        true,
      );
      expect(contents.some(hasPing)).toBe(false);
      expect(contentsOf(html, { previous: contents })).toEqual(contents);
    });
  }

  it("closes a spoiler before the link", () => {
    const last = contentsOf(long["a spoiler"] ?? "").at(-1) ?? "";
    expect(last).toMatch(/\|\|\n\[Read on\]/);
  });

  it("shows the same beginning as the whole text", () => {
    const html = Array.from({ length: 400 }, (_, index) => `<p>${index} ${sentence.repeat(8)}</p>`).join("");
    const shown = contentsOf(html).join("\n");
    const whole = renderParts(readHtml(html))
      .map((part) => part.content)
      .join("\n");
    const words = (text: string) => text.match(/\d+ A sentence/g) ?? [];
    expect(words(whole).slice(0, words(shown).length)).toEqual(words(shown));
    expect(words(shown).length).toBeGreaterThan(170);
  });
});

describe("a text with exactly as many parts as allowed", () => {
  it("is shown as it would be without a limit", () => {
    const html =
      `<p>${sentence.repeat(20)}</p>`.repeat(70) +
      `<p>x<sup><a href="#fn1">[1]</a></sup></p><ol class="footnotes"><li>Note</li></ol>`;
    const whole = renderParts(readHtml(html), ends);
    expect(whole.length).toBeGreaterThan(15);
    expect(renderParts(readHtml(html), { ...ends, limit })).toEqual(whole);
  });
});
