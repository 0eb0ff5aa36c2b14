import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAtWord, excerpt, plainExcerpt } from "../../src/text/excerpt.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { arbitraryHtml } from "./arbitrary-html.ts";
import { readMessage } from "./discord-reader.ts";
import { hasPing } from "./pings.ts";

describe("excerpt", () => {
  it("cuts at a word and says so", () => {
    const document = readHtml("<p>The quick brown fox</p><p>jumps over the lazy dog</p>");
    expect(excerpt(document, 28)).toBe("The quick brown fox jumps…");
    expect(excerpt(document, 200)).toBe("The quick brown fox jumps over the lazy dog");
  });

  it("drops formatting and keeps the characters that the author meant", () => {
    expect(excerpt(readHtml("<p>A <b>bold</b> 2*3 <a href='https://example.com'>link</a></p>"), 100)).toBe(
      "A bold 2\\*3 link",
    );
  });

  it("never shows hidden or folded text", () => {
    const html = `<p>Ending:</p><div class="spoilers"><p>the butler</p></div><p><span class="spoiler">he</span></p>
      <details><summary>Proof</summary><p>the knife</p></details>`;
    const document = readHtml(html);
    expect(plainExcerpt(document, 200)).toBe("Ending: [spoiler] [spoiler] Proof […]");
    expect(excerpt(document, 200)).not.toMatch(/butler|knife/);
  });

  it("is one line that fits and reads as plain text, whatever the document", () => {
    fc.assert(
      fc.property(arbitraryHtml, fc.integer({ min: 1, max: 120 }), (html, length) => {
        const line = excerpt(readHtml(html), length);
        expect(line.length).toBeLessThanOrEqual(length);
        expect(line).not.toContain("\n");
        expect(hasPing(line)).toBe(false);
        expect(
          readMessage(line).formats.every(
            (format) => !format.strong && !format.spoiler && format.link === "",
          ),
        ).toBe(true);
      }),
    );
  });
});

describe("cutAtWord", () => {
  it("cuts inside a word that is too long by itself, but never inside an emoji", () => {
    expect(cutAtWord("abcdefghij", 5)).toBe("abcd…");
    expect(cutAtWord("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 15)).toBe("👩‍👩‍👧‍👦…");
  });
});
