import { describe, expect, it } from "vitest";
import { readHtml } from "../../src/text/read-html.ts";
import { visibleText } from "../../src/text/visible-text.ts";

const formulas = [
  "\\(x\\)",
  "\\(x^2\\)",
  "\\(a_i\\)",
  "\\(x_{n+1}\\)",
  "\\(e^{-x}\\)",
  "\\(\\alpha\\)",
  "\\(f(x)\\)",
  "\\(f(x) = y\\)",
  "\\(P(A|B)\\)",
  "\\(E[X]\\)",
  "\\(sin x^2\\)",
  "\\(n > 3\\)",
  "\\(p < 0.05\\)",
  "\\(x + y\\)",
  "\\(2n - 1\\)",
  "\\(\\text{cost of living} \\cdot t\\)",
  "\\(\\newmacro{x}\\)",
  "\\(|x| \\mid \\|y\\|\\)",
  "\\[E = mc^2\\]",
  "\\[x \\neq y\\]",
  "\\[\\begin{matrix} a \\\\[2pt] b \\end{matrix}\\]",
  "\\[P(A) = 0.5\\]",
];

const words = [
  "He said \\[emphasis mine\\] so.",
  "In sed write s/\\(foo bar\\)/\\1/ for groups.",
  "s/\\(x\\)/\\1/",
  "\\[sic\\]",
  "\\[Edit: see a_b\\]",
  "\\(https://example.org/a_b\\)",
  "\\[...\\]",
  "\\[…\\]",
  "\\[1\\] and \\[23\\]",
  "\\(see above\\)",
  "\\(the one = the other\\)",
  "\\(1\\) first, \\(2\\) second",
  "\\[2023-01-05\\]",
  "\\[A-Za-z0-9\\]",
  "\\[^a-z\\]",
  "\\(.*\\)",
  "\\(ab\\|cd\\)",
  "\\(a\\|b\\)",
  "grep '\\(ab\\)*c'",
  "\\(\\d+\\.\\w\\)",
  "\\(snake_case_name\\)",
  "\\[x\\] done, \\[ \\] to do",
  "C:\\[temp\\]file",
  "\\[link text\\]\\(target here\\)",
  "\\( \\)",
  "\\(unclosed x^2",
  "\\[citation needed\\] and \\(ibid.\\)",
];

function formulasIn(html: string): string {
  return JSON.stringify(readHtml(html).blocks);
}

describe("backslashed brackets that the site left in a text", () => {
  for (const text of formulas) {
    it(`are a formula in ${text}`, () => {
      expect(formulasIn(`<p>So ${text.replace(/</g, "&lt;")} holds.</p>`)).toContain("formula");
    });
  }

  for (const text of words) {
    it(`stay as written in ${text}`, () => {
      expect(formulasIn(`<p>${text}</p>`)).not.toContain("formula");
      expect(visibleText(readHtml(`<p>${text}</p>`))).toBe(text);
    });
  }

  it("hide neither an address inside them nor a formula after them", () => {
    const html = "<p>\\[see https://example.org/a here\\] and \\[more words\\] then \\(x^2\\).</p>";
    expect(formulasIn(html)).toContain('"url":"https://example.org/a"');
    expect(visibleText(readHtml(html))).toBe(
      "\\[see https://example.org/a here\\] and \\[more words\\] then x².",
    );
  });

  it("are found in titles, items, cells, links and spoilers, but not in code", () => {
    const text = "\\(x^2\\)";
    for (const place of [
      "h2",
      "li",
      "blockquote",
      "td",
      "em",
      "a href='https://example.org/'",
      "span class=spoiler",
    ]) {
      expect(formulasIn(`<${place}>${text}</${place.split(" ")[0]}>`)).toContain('"kind":"formula"');
    }
    expect(formulasIn(`<p><code>${text}</code></p><pre>${text}</pre>`)).not.toContain("formula");
  });
});
