import { describe, expect, it } from "vitest";
import type { Body } from "../../src/forum/body.ts";
import { english } from "../../src/language/english.ts";
import { readBody } from "../../src/rendering/document-of.ts";
import { renderComment } from "../../src/rendering/render-comment.ts";
import { knownSites } from "../../src/sources/forummagnum/sites.ts";
import { renderParts } from "../../src/text/render-parts.ts";
import { visibleText } from "../../src/text/visible-text.ts";
import { commentOf } from "../mirror/comment.ts";

const plain = (text: string): Body => ({ format: "text", dialect: "", text });
const markdown = (text: string): Body => ({ format: "markdown", dialect: "", text });

function shown(body: Body): string {
  return renderParts(readBody(body))
    .map(({ content }) => content)
    .join("\n\n");
}

describe("plain text", () => {
  it("keeps its paragraphs and line breaks", () => {
    expect(shown(plain("One\ntwo\r\n \r\n\r\nThree"))).toBe("One\ntwo\n\nThree");
  });

  it("shows its characters as they were typed", () => {
    expect(visibleText(readBody(plain("a < b && c > d *not bold* <b>nor this</b>")))).toBe(
      "a < b && c > d *not bold* <b>nor this</b>",
    );
  });

  it("links the addresses in it", () => {
    expect(shown(plain("See https://x.test/a?b=1&c=2."))).toBe("See <https://x.test/a?b=1&c=2>.");
  });

  it("is empty if it contains only spaces", () => {
    expect(readBody(plain(" \n\n \n")).blocks).toEqual([]);
  });

  it("is struck through if its author retracted it", () => {
    const [site] = knownSites;
    if (site === undefined) throw new Error("no site");
    const comment = commentOf("a", { body: plain("One\n\nTwo"), isRetracted: true });
    const { parts } = renderComment(comment, { site, parent: undefined, post: undefined }, english);
    expect(parts[0]?.content).toMatch(/^~~One~~\n\n~~Two~~\n/);
  });
});

describe("Markdown", () => {
  it("is read like the HTML of the same text", () => {
    const written = "**One** ~~two~~ `three`\n\n> said\n\nanswer\n\n1. a\n2. b\n\n```ts\nlet x;\n```";
    const html =
      "<p><b>One</b> <s>two</s> <code>three</code></p><blockquote><p>said</p></blockquote><p>answer</p><ol><li>a</li><li>b</li></ol>" +
      '<pre><code class="language-ts">let x;\n</code></pre>';
    expect(readBody(markdown(written))).toEqual(readBody({ format: "html", dialect: "", text: html }));
  });

  it("shows HTML in it as it was typed", () => {
    expect(visibleText(readBody(markdown("a <b>bold</b> <script>x</script>")))).toBe(
      "a <b>bold</b> <script>x</script>",
    );
  });

  it("links addresses, and resolves relative ones against its own", () => {
    const body = markdown("[here](/post/9) or https://x.test/a");
    const [part] = renderParts(readBody(body, { baseUrl: "https://lemmy.test/comment/1" }));
    expect(part?.content).toBe("[here](<https://lemmy.test/post/9>) or <https://x.test/a>");
  });

  it("never links to an address that no browser should open", () => {
    expect(shown(markdown("[x](javascript:alert(1)) ![y](data:text/html,z)"))).not.toContain("](");
  });

  it("is shown as it was typed where it nests deeper than anyone writes", () => {
    for (const mark of ["> ", "- "])
      expect(visibleText(readBody(markdown(`${mark.repeat(20_000)}the words`)))).toContain("the words");
  });

  it("may be hostile", () => {
    for (const text of ["[".repeat(50_000), "*a_".repeat(30_000), "`a".repeat(30_000)])
      expect(readBody(markdown(text)).blocks.length).toBeGreaterThan(0);
  });
});

describe("an unknown dialect", () => {
  it("is read as the HTML that all sites share", () => {
    const body: Body = { format: "html", dialect: "toString", text: "<p>One <em>two</em></p>" };
    expect(shown(body)).toBe("One *two*");
  });
});
