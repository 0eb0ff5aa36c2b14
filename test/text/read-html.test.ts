import { describe, expect, it } from "vitest";
import { forummagnum } from "../../src/text/dialects/forummagnum/forummagnum.ts";
import { summariseReactions } from "../../src/text/reactions.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { visibleText } from "../../src/text/visible-text.ts";

describe("readHtml", () => {
  it("keeps the TeX of formulas", () => {
    const html = '<p><mjx-container aria-label="\\frac{a}{b}"></mjx-container></p>';
    expect(readHtml(html, { dialect: forummagnum }).blocks).toEqual([
      { kind: "paragraph", content: [{ kind: "formula", tex: "\\frac{a}{b}" }] },
    ]);
  });

  it("takes lost formulas from the Markdown, in order", () => {
    const glyph = (code: string) =>
      `<mjx-container><mjx-math><mjx-c class="mjx-c${code}"></mjx-c></mjx-math></mjx-container>`;
    const html = `<p>${glyph("61")} and ${glyph("62")}</p>`;
    expect(
      visibleText(readHtml(html, { dialect: forummagnum, markdown: "\\(\\mathbf{a}\\) and \\(\\hat b\\)" })),
    ).toBe("a and b̂");
  });

  it("folds white space and moves it out of emphasis", () => {
    expect(readHtml("<p> a<b> b </b>c </p>").blocks).toEqual([
      {
        kind: "paragraph",
        content: [
          { kind: "text", text: "a " },
          { kind: "styled", style: "strong", content: [{ kind: "text", text: "b" }] },
          { kind: "text", text: " c" },
        ],
      },
    ]);
  });

  it("makes the text of every construct searchable", () => {
    const html =
      "<h2>Title</h2><ul><li>one</li></ul><table><tr><td>a</td><td>b</td></tr></table><details><summary>T</summary>x</details>";
    expect(visibleText(readHtml(html))).toBe("Title\none\na b\nT\nx");
  });
});

describe("summariseReactions", () => {
  it("names the most frequent first, with the words that they are about", () => {
    const reactions = [
      { name: "thanks", count: 1, quotes: ["some words *of* it"] },
      { name: "agree", count: 3, quotes: [] },
    ];
    expect(summariseReactions(reactions)).toBe("-# agree 3 · thanks 1 (“some words \\*of\\* it”)");
    expect(summariseReactions([])).toBeUndefined();
  });
});
