import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import type { MarkdownNames } from "../../../playground/page/markdown/markdown-names.ts";
import { plainText } from "../../../playground/page/markdown/plain-text.ts";
import { writeMarkdown } from "../../../playground/page/markdown/write-markdown.ts";
import { runsOf } from "../../runs.ts";

const names: MarkdownNames = {
  guildId: "100000000000000001",
  channel: (id) => (id === "100000000000000002" ? "talk" : undefined),
  user: (id) => (id === "100000000000000003" ? "Ada" : undefined),
  role: () => undefined,
};
const show = (text: string) => writeMarkdown(text, names).toString();

describe("a message on the page", () => {
  it.each([
    ["**b** *i* __u__ ~~s~~", "<strong>b</strong> <em>i</em> <u>u</u> <s>s</s>"],
    ["`a < b`", "<code>a &lt; b</code>"],
    ["# One\n## Two\n### Three", "<h1>One</h1><h2>Two</h2><h3>Three</h3>"],
    ["-# small\nlarge", '<small class="subtext">small</small>large'],
    ["> quoted\n> twice\nafter", "<blockquote>quoted<br>twice</blockquote>after"],
    ["one\ntwo", "one<br>two"],
    ["\\*plain\\*", "*plain*"],
    ["```js\nlet a;\n```\nafter", '<pre><code data-language="js">let a;</code></pre>after'],
  ])("shows %j as Discord does", (text, html) => {
    expect(show(text)).toBe(html);
  });

  it.each([
    ["## #1 Start early", "## #1 Start early"],
    ["## \\#1 Start early", "<h2>#1 Start early</h2>"],
    ["-# -# a", "-# -# a"],
    ["[1️⃣ First](<https://a.example>)", "[1️⃣ First]("],
    ["[a :smile: b](<https://a.example>)", "[a :smile: b]("],
    ["[@everyone](<https://a.example>)", "[<span"],
    ["[\u2060](<https://a.example>)", "[\u2060]("],
  ])("shows raw what Discord shows raw: %j", (text, html) => {
    expect(show(text)).toContain(html);
  });

  it("reads neither escapes nor joiners in the words of a link", () => {
    expect(show("[a\\_b\u2060c](<https://a.example>)")).toContain(">a\\_bc</a>");
    expect(show("[`a`\u2060`b`](<https://a.example>)")).not.toContain("<code>a</code><code>b</code>");
  });

  it("keeps a spoiler closed until it is pressed, and says so", () => {
    expect(show("||secret||")).toContain('role="button" tabindex="0" aria-expanded="false"');
  });

  it("nests lists and counts from their first number", () => {
    expect(show("- a\n  - b\n  - c\n- d")).toBe(
      "<ul><li>a<br><ul><li>b</li><li>c</li></ul></li><li>d</li></ul>",
    );
    expect(show("3. a\n4. b\nend")).toBe('<ol start="3"><li>a</li><li>b</li></ol>end');
    expect(show("> - a\n> - b")).toBe("<blockquote><ul><li>a</li><li>b</li></ul></blockquote>");
  });

  it("reads subtext and headings right below a list", () => {
    expect(show("1. a\n2. b\n-# c")).toBe(
      '<ol start="1"><li>a</li><li>b</li></ol><small class="subtext">c</small>',
    );
    expect(show("- a\n# b")).toBe("<ul><li>a</li></ul><h1>b</h1>");
  });

  it("shows code within a list item without the item's indent", () => {
    const code = '<pre><code data-language="sh">npm ci\n\n  npm start</code></pre>';
    expect(show("1. Run:\n   ```sh\n   npm ci\n\n     npm start\n   ```\n2. Done")).toBe(
      `<ol start="1"><li>Run:<br>${code}</li><li>Done</li></ol>`,
    );
  });

  it("starts another list where bullets become numbers", () => {
    expect(show("- a\n1. b")).toBe('<ul><li>a</li></ul><ol start="1"><li>b</li></ol>');
  });

  it("leaves a hyphen within a line alone", () => {
    expect(show("a - b")).toBe("a - b");
  });

  it("links to places in this server lead to the page, and others to the outside", () => {
    const jump = show("[Ada](<https://discord.com/channels/100000000000000001/100000000000000002/5>)");
    expect(jump).toContain('href="#/100000000000000002/5"');
    expect(show("https://discord.com/channels/7/8/9")).toContain('href="https://discord.com/channels/7/8/9"');
    expect(show("[site](<https://example.org/a>)")).toContain('rel="noopener noreferrer nofollow"');
  });

  it("shows the names of channels and people, and moments", () => {
    expect(show("<#100000000000000002> <@100000000000000003>")).toBe(
      '<a class="mention" href="#/100000000000000002">#talk</a> <span class="mention">@Ada</span>',
    );
    expect(show("<t:1700000000:R>")).toContain('datetime="2023-11-14T22:13:20.000Z" data-style="R"');
  });

  it("keeps spoilers out of excerpts", () => {
    expect(plainText("# Title\n**a** ||b||\n- c", names)).toBe("Title a [spoiler] • c");
  });
});

describe("a hostile message", () => {
  it.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//x", "\\javascript:alert(1)"])(
    "does not link to %s",
    (target) => {
      expect(show(`[x](<${target}>) [y](${target})`)).not.toContain("<a");
    },
  );

  it("never adds a tag or an attribute of its own", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        "<script>",
        '"',
        "'",
        "](<",
        ">)",
        "[",
        "||",
        "```",
        "\n- ",
        "\n> ",
        "**",
        "`",
        "<t:1:R>",
      ),
      fc.constantFrom(
        "https://a.b/",
        '" onclick="x',
        "<img src=x onerror=y>",
        "javascript:",
        "\n# ",
        "\n-# ",
        "1. ",
      ),
    );
    const message = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(message, (text) => {
        expect(foreignMarkup(show(text))).toEqual([]);
      }),
      { numRuns: runsOf(3_000) },
    );
  });
});

const tags = "a b blockquote br code em h1 h2 h3 li ol pre s small span strong time u ul".split(" ");
const attributes =
  "aria-expanded aria-label class data-language data-style datetime href rel role start tabindex target title".split(
    " ",
  );

function foreignMarkup(html: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, given) {
      if (!tags.includes(name)) found.push(name);
      found.push(...Object.keys(given).filter((attribute) => !attributes.includes(attribute)));
      if (given.href !== undefined && !/^(?:https?:\/\/|mailto:|#\/\d)/.test(given.href))
        found.push(given.href);
    },
  });
  parser.end(html);
  return found;
}
