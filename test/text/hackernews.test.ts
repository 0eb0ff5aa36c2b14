import fc from "fast-check";
import { formatText } from "loopback-sites/hackernews/format-text.ts";
import { describe, expect, it } from "vitest";
import { hackernews } from "../../src/text/dialects/hackernews/hackernews.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { visibleText } from "../../src/text/visible-text.ts";
import { runsOf } from "../runs.ts";
import { arbitraryTyped } from "./arbitrary-hackernews.ts";

describe("a text typed on Hacker News", () => {
  it("keeps every letter and digit, in order, through the site and its dialect", () => {
    fc.assert(
      fc.property(arbitraryTyped, (typed) => {
        const read = readHtml(formatText(typed), { dialect: hackernews });
        expect(wordsOf(visibleText(read))).toBe(wordsOf(typed));
      }),
      { numRuns: runsOf(2000) },
    );
  });

  it("costs little to read, however many signs it begins with", () => {
    const { blocks } = readHtml(formatText(`${"> ".repeat(50_000)}deep`), { dialect: hackernews });
    expect(blocks).toMatchObject([
      { kind: "quote", blocks: [{ blocks: [{ blocks: [{ kind: "paragraph" }] }] }] },
    ]);
  });
});

function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
