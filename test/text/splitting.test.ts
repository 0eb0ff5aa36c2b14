import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHtml } from "../../src/text/read-html.ts";
import { renderParts } from "../../src/text/render-parts.ts";
import { writeDocument } from "../../src/text/write/write-document.ts";
import { arbitraryLongHtml } from "./arbitrary-html.ts";

const seed = 7;
const long = fc
  .sample(arbitraryLongHtml, { numRuns: 200, seed })
  .filter((html) => writeDocument(readHtml(html)).text.length > 2000);

function contentsOf(html: string, previous: readonly string[] = []): readonly string[] {
  return renderParts(readHtml(html), { previous }).map((part) => part.content);
}

describe("documents with several parts", () => {
  it("take as few parts as their length allows, or one more in a tenth of the cases", () => {
    const excess = long.map(
      (html) => contentsOf(html).length - Math.ceil(writeDocument(readHtml(html)).text.length / 2000),
    );
    expect(Math.max(...excess)).toBeLessThanOrEqual(1);
    expect(excess.filter((each) => each <= 0).length / excess.length).toBeGreaterThanOrEqual(0.9);
  });

  it("change in at most two parts when one word changes, in nine of ten cases", () => {
    const changes = long.map((html) => {
      const words = [...html.matchAll(/(?<=>[^<]*)\b[a-zA-Z]{4,}\b(?=[^<>]*<)/g)];
      const word = words[Math.floor(words.length / 2)];
      if (word === undefined) return 0;
      const posted = contentsOf(html);
      const edited = `${html.slice(0, word.index)}considerably${html.slice(word.index + word[0].length)}`;
      const again = contentsOf(edited, posted);
      const indexes = Array.from({ length: Math.max(posted.length, again.length) }, (_, index) => index);
      return indexes.filter((index) => posted[index] !== again[index]).length;
    });
    expect(changes.filter((count) => count <= 2).length / changes.length).toBeGreaterThanOrEqual(0.9);
  });

  it("keep their cuts when a paragraph is added at the end", () => {
    const paragraph = `<p>${"One sentence of some words. ".repeat(45)}</p>`;
    const posted = contentsOf(paragraph.repeat(3));
    const again = contentsOf(paragraph.repeat(3) + paragraph, posted);
    expect(again.slice(0, posted.length - 1)).toEqual(posted.slice(0, -1));
  });

  it("keep a heading with the text below it", () => {
    const words = "Words of a paragraph that fills most of a message. ".repeat(37);
    const contents = contentsOf(`<p>${words}</p><h2>Title</h2><p>${"Text below. ".repeat(20)}</p>`);
    expect(contents).toHaveLength(2);
    expect(contents[1]).toMatch(/^## Title\nText below/);
  });
});
