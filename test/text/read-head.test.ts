import { describe, expect, it } from "vitest";
import { decodeEntities } from "../../src/text/decode-entities.ts";
import { readHead } from "../../src/text/read-head.ts";

describe("the head of a page", () => {
  it("gives its title, its properties and its links, whatever the case and order", () => {
    const { title, properties, links } = readHead(`<!DOCTYPE html><HTML><HEAD>
<meta property="og:title" content="Tides &amp; tables"><meta name=Author content=Ann>
<meta property="og:title" content="A second one">
<TITLE>
  Tides &#8211; a blog </TITLE><script>document.write("<title>no</title>")</script>
<link REL="Alternate" type="Application/RSS+XML" href='/feed/?a=1&amp;b=2'>
</HEAD><body><title>in the body</title><link rel="alternate" href="/body/"></body></html>`);
    expect(title).toBe("Tides – a blog");
    expect(Object.fromEntries(properties)).toEqual({ "og:title": "Tides & tables", author: "Ann" });
    expect(links).toEqual([{ rel: "alternate", type: "application/rss+xml", href: "/feed/?a=1&b=2" }]);
  });

  it("may be missing", () => {
    for (const html of ["", "words", "<body>words</body>"])
      expect(readHead(html)).toEqual({ title: "", properties: new Map(), links: [] });
  });
});

it.each([
  ["O&#8217;Neil &amp; &lt;b&gt;Sons&lt;/b&gt;", "O’Neil & <b>Sons</b>"],
  ["a <b>&nbsp;c</b> & d", "a <b>\u00a0c</b> & d"],
  ["a < b", "a < b"],
])("the entities of %j mean %j", (written, meant) => {
  expect(decodeEntities(written)).toBe(meant);
});
