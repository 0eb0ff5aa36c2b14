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

function shown(body: Body): string {
  return renderParts(readBody(body))
    .map(({ content }) => content)
    .join("\n\n");
}

describe("plain text", () => {
  it("keeps its paragraphs and line breaks", () => {
    expect(shown(plain("One\ntwo\r\n \r\n\r\nThree"))).toBe("One\ntwo\n\nThree");
  });

  it("shows its signs as they were typed", () => {
    expect(visibleText(readBody(plain("a < b && c > d *not bold* <b>nor this</b>")))).toBe(
      "a < b && c > d *not bold* <b>nor this</b>",
    );
  });

  it("links the addresses in it", () => {
    expect(shown(plain("See https://x.test/a?b=1&c=2."))).toBe("See <https://x.test/a?b=1&c=2>.");
  });

  it("says nothing where there is nothing but space", () => {
    expect(readBody(plain(" \n\n \n")).blocks).toEqual([]);
  });

  it("is struck through when its author took it back", () => {
    const [site] = knownSites;
    if (site === undefined) throw new Error("no site");
    const comment = commentOf("a", { body: plain("One\n\nTwo"), isRetracted: true });
    const { parts } = renderComment(comment, { site, parent: undefined, post: undefined }, english);
    expect(parts[0]?.content).toMatch(/^~~One~~\n\n~~Two~~\n/);
  });
});
