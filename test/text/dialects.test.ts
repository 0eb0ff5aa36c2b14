import { describe, expect, it } from "vitest";
import { dialectOf } from "../../src/text/dialects/dialects.ts";
import type { Block } from "../../src/text/document.ts";
import { htmlOfMarkdown } from "../../src/text/html-of-markdown.ts";
import { type Dialect, general } from "../../src/text/read/context.ts";
import { hasClass } from "../../src/text/read/html-tree.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { visibleText } from "../../src/text/visible-text.ts";

const quoting: Dialect = {
  readElement(element, flow, reading, { readBlocks }) {
    if (element.name !== "aside" || !hasClass(element, "quote")) return false;
    const blocks = readBlocks(element.children, reading);
    flow.block({ kind: "quote", blocks });
    return true;
  },
  arrange: (blocks) => blocks.map(quoted),
  extendMarkdown: (parser) => {
    parser.disable("emphasis");
  },
};

/** Reads a paragraph that begins with `> ` as a quote. */
function quoted(block: Block): Block {
  const [first] = block.kind === "paragraph" ? block.content : [];
  return first?.kind === "text" && first.text.startsWith("> ")
    ? { kind: "quote", blocks: [{ kind: "paragraph", content: [{ ...first, text: first.text.slice(2) }] }] }
    : block;
}

function kinds(html: string, dialect?: Dialect): readonly string[] {
  return readHtml(html, dialect === undefined ? {} : { dialect }).blocks.map(({ kind }) => kind);
}

describe("a dialect", () => {
  it("reads its own elements, and leaves all others to the HTML that sites share", () => {
    const html = '<aside class="quote"><p>said</p></aside><blockquote>too</blockquote><aside>note</aside>';
    expect(kinds(html, quoting)).toEqual(["quote", "quote", "paragraph"]);
    expect(kinds(html)).toEqual(["paragraph", "quote", "paragraph"]);
  });

  it("reads the conventions of the site's authors", () => {
    const html = "<p>&gt; said<p>answer";
    expect(kinds(html, quoting)).toEqual(["quote", "paragraph"]);
    expect(visibleText(readHtml(html, { dialect: quoting }))).toBe("said\nanswer");
  });

  it("extends the Markdown parser only for its own site", () => {
    expect(htmlOfMarkdown("*a*", quoting)).toBe("<p>*a*</p>\n");
    expect(htmlOfMarkdown("*a*", general)).toBe("<p><em>a</em></p>\n");
  });

  it("does not read its elements in texts of other sites", () => {
    const poll = `<div class="ck-poll" data-props='{"question":"Why?"}'>Vote here</div>`;
    expect(visibleText(readHtml(poll))).toBe("Vote here");
    const preview = '<div class="manifold-preview" data-manifold-slug="a/b">Seen <b>there</b></div>';
    expect(kinds(preview, dialectOf("forummagnum"))).toEqual(["embed"]);
    expect(kinds(preview)).toEqual(["paragraph"]);
  });
});
