import { describe, expect, it } from "vitest";
import { findWords } from "../../src/features/quote/quote.ts";
import { english } from "../../src/language/english.ts";
import { groupMessages } from "../../src/mirror/delivery/group-messages.ts";
import { renderComment } from "../../src/rendering/render-comment.ts";
import { knownSites } from "../../src/sources/forummagnum/sites.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { commentOf } from "../mirror/comment.ts";

const paragraphs = Array.from(
  { length: 12_000 },
  (_, index) => `<p>${index} ${"Words of a long comment. ".repeat(9)}</p>`,
);
const endlessHtml = paragraphs.join("");

function render(postedParts: number, html = endlessHtml): readonly string[] {
  const [site] = knownSites;
  if (site === undefined) throw new Error("no site");
  const placement = { site, parent: undefined, post: undefined, postedParts };
  return renderComment(commentOf("c1", { html }), placement, english).parts.map(({ content }) => content);
}

describe("a comment of three megabytes", () => {
  it("becomes twenty messages, the last of which links to the rest", () => {
    const contents = render(0);
    expect(endlessHtml.length).toBeGreaterThan(2_700_000);
    expect(contents).toHaveLength(20);
    const lines = (contents.at(-1) ?? "").split("\n");
    expect(lines.at(-2)).toBe(
      "[Read on at LessWrong](<https://www.lesswrong.com/posts/thePost/slug?commentId=c1>)",
    );
    expect(lines.at(-1)).toMatch(/^-# <t:0:f> · .*\[LessWrong\]/);
  });

  it("is recognised from its messages", () => {
    const messages = render(0).map((content, index) => ({
      messageId: `${index}`,
      webhookId: "1",
      author: "Ada",
      content,
    }));
    const { runs, incomplete } = groupMessages(messages);
    expect(runs.map((run) => run.messages.length)).toEqual([20]);
    expect(incomplete).toEqual([]);
  });

  it("keeps all its messages if it was mirrored before there was a limit", () => {
    expect(render(25)).toHaveLength(25);
    expect(render(3)).toHaveLength(20);
  });

  it("can be quoted beyond its visible part", () => {
    const html = paragraphs.slice(0, 300).join("");
    expect(render(0, html).join("")).not.toContain("290 Words");
    expect(findWords(readHtml(html), "290 Words of a long comment.")?.kind).toBe("exact");
  });
});

describe("a comment of twenty messages", () => {
  it("is shown completely", () => {
    const contents = render(0, paragraphs.slice(0, 160).join(""));
    expect(contents.length).toBeGreaterThan(17);
    expect(contents.length).toBeLessThanOrEqual(20);
    expect(contents.join("\n")).toContain("159 Words");
    expect(contents.at(-1)).not.toContain("Read on");
  });
});
