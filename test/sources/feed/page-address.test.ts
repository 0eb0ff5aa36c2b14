import { describe, expect, it } from "vitest";
import { addressKey, pageOf } from "../../../src/sources/feed/page-address.ts";
import { cutReplyLine } from "../../../src/sources/feed/reply-line.ts";

describe("the page of an address", () => {
  it.each([
    ["https://x.test/p/#comment-26", "https://x.test/p/"],
    ["https://x.test/p/comment-page-3/#comment-26", "https://x.test/p/"],
    ["https://x.test/?p=26&cpage=2#comment-26", "https://x.test/?p=26"],
    ["https://x.test/p?utm_source=feed&a=1#c", "https://x.test/p?a=1"],
    ["https://x.test/showthread.php?tid=4&pid=17#pid17", "https://x.test/showthread.php?tid=4"],
    ["https://x.test/viewtopic.php?p=17#p17", "https://x.test/viewtopic.php?p=17"],
    ["mailto:ann@example.org", undefined],
    ["nonsense", undefined],
  ])("of %s is %s", (address, page) => {
    expect(pageOf(address)).toBe(page);
  });

  it("has one key for all spellings", () => {
    const spellings = ["https://X.test/p/", "http://x.test/p", "https://x.test:443/p"];
    expect(new Set(spellings.map(addressKey))).toEqual(new Set(["x.test/p"]));
  });
});

describe("the line that names a parent", () => {
  const own = "https://x.test/?p=4#comment-26";
  const answer = (line: string) => `<p>${line}</p>\n<p>Words.</p>`;

  it.each([
    'In reply to <a href="https://x.test/?p=4#comment-2">Ann</a>.',
    'Als Antwort auf <a href="https://x.test/?p=4&#038;cpage=1#comment-2">O&#8217;Neil &amp; Sons</a>.',
    '<a href="https://x.test/?p=4#comment-2">安</a> への返信。',
  ])("is cut in any language: %s", (line) => {
    const { html, parent } = cutReplyLine(answer(line), own);
    expect(html).toBe("<p>Words.</p>");
    expect(parent).toMatch(/#comment-2$/);
  });

  it.each([
    ["to itself", '<a href="https://x.test/?p=4#comment-26">here</a>'],
    ["on another page", '<a href="https://x.test/?p=5#comment-2">there</a>'],
    ["to a heading", '<a href="https://x.test/?p=4#part-2">above</a>'],
    ["from a visitor", '<a href="https://x.test/?p=4#comment-2" rel="ugc">Ann</a>'],
    ["among many words", `${"so ".repeat(40)}<a href="https://x.test/?p=4#comment-2">Ann</a>`],
  ])("is no link %s", (_name, line) => {
    expect(cutReplyLine(answer(line), own)).toEqual({ html: answer(line), parent: undefined });
  });
});
