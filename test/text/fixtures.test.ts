import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dialectOf } from "../../src/text/dialects/dialects.ts";
import { htmlOfMarkdown } from "../../src/text/html-of-markdown.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { type RenderOptions, renderParts } from "../../src/text/render-parts.ts";
import { compareParts } from "./compare-parts.ts";

/**
 * One folder per dialect, and in it one per construct and markup: `input.html` as the site serves it, `input.md` if the site's
 * Markdown is needed, or alone if the site serves nothing else, `options.json` for opening and closing lines, `1.md`, `2.md` … for the expected messages, `images.txt` for
 * the pictures below them. UPDATE_FIXTURES=1 writes new expectations; read them before you commit.
 */
const folder = new URL("../fixtures/text/", import.meta.url);
/** The address of the text in each dialect, which links may lead to. */
const baseUrls: Readonly<Record<string, string>> = {
  discourse: "https://forum.example.org/t/12/4",
  lemmy: "https://home.test/post/9/38",
};
const isUpdating = process.env.UPDATE_FIXTURES === "1";

for (const dialect of readdirSync(folder).sort())
  describe(`fixtures of ${dialect}`, () => {
    for (const construct of readdirSync(new URL(`${dialect}/`, folder)).sort()) {
      it(construct.replaceAll("-", " "), () => {
        const name = `${dialect}/${construct}`;
        const { contents, images, fault } = render(name, dialect);
        if (isUpdating) write(name, contents, images);
        expect(contents).toEqual(readExpected(name));
        expect(images).toEqual(read(name, "images.txt").split("\n").filter(Boolean));
        expect(fault).toBeUndefined();
      });
    }
  });

function render(name: string, dialect: string) {
  const markdown = read(name, "input.md");
  const html = read(name, "input.html") || htmlOfMarkdown(markdown, dialectOf(dialect));
  const document = readHtml(html, {
    dialect: dialectOf(dialect),
    markdown,
    baseUrl: baseUrls[dialect] ?? "https://www.lesswrong.com/posts/abc/title",
  });
  const options = JSON.parse(read(name, "options.json") || "{}") as RenderOptions;
  const parts = renderParts(document, options);
  const bare = renderParts(document).map((part) => part.content);
  return {
    contents: parts.map((part) => part.content),
    images: parts.flatMap((part) => part.images),
    fault: compareParts(document, bare),
  };
}

function readExpected(name: string): readonly string[] {
  const count = readdirSync(new URL(`${name}/`, folder)).filter((file) => /^\d+\.md$/.test(file)).length;
  return Array.from({ length: count }, (_, index) => read(name, `${index + 1}.md`).replace(/\n$/, ""));
}

function read(name: string, file: string): string {
  const url = new URL(`${name}/${file}`, folder);
  return existsSync(url) ? readFileSync(url, "utf8") : "";
}

function write(name: string, contents: readonly string[], images: readonly string[]): void {
  contents.forEach((content, index) => {
    writeFileSync(new URL(`${name}/${index + 1}.md`, folder), `${content}\n`);
  });
  if (images.length > 0) writeFileSync(new URL(`${name}/images.txt`, folder), `${images.join("\n")}\n`);
}
